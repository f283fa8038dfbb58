/** What is used of Playwright's `Page`: by shape, so that no version of it is asked for. */
export interface DrivenPage {
  readonly clock: {
    install(): Promise<void>
    runFor(ms: number): Promise<void>
    fastForward(ms: number): Promise<void>
    pauseAt(at: number): Promise<void>
  }
  context(): DrivenContext
  evaluate(script: string): Promise<unknown>
  isClosed(): boolean
  url(): string
}

/** What is used of `BrowserContext`. */
export interface DrivenContext {
  pages(): DrivenPage[]
  addInitScript(script: { content: string }): Promise<unknown>
  route(url: (url: URL) => boolean, handler: (route: DrivenRoute) => Promise<void>): Promise<unknown>
  on(event: 'request' | 'requestfinished' | 'requestfailed', listener: (request: DrivenRequest) => void): unknown
}

/** What is used of `Route`. */
export interface DrivenRoute {
  request(): DrivenRequest
  abort(): Promise<void>
  fetch(options: { postData?: string }): Promise<DrivenResponse>
  fulfill(options: { status: number; headers: { [name: string]: string }; body: string }): Promise<void>
}

/** What is used of `Request`. */
export interface DrivenRequest {
  url(): string
  method(): string
  postData(): string | null
  resourceType(): string
}

/** What is used of `APIResponse`. */
export interface DrivenResponse {
  status(): number
  headers(): { [name: string]: string }
  text(): Promise<string>
}

/** Runs a function in a page; it sees nothing of what is around it here. */
export async function runIn<Argument, Result>(
  page: DrivenPage,
  work: (argument: Argument) => Result,
  argument: Argument,
): Promise<unknown> {
  return page.evaluate(`(${work.toString()})(${JSON.stringify(argument)})`)
}
