export type EngineName = 'Chromium' | 'Firefox' | 'WebKitGTK'

/** A browser with a profile of its own, driven from outside. */
export interface Engine {
  readonly name: EngineName
  readonly version: string
  /** A new tab in a window of its own. */
  open(url: string): Promise<EngineTab>
  /** Runs `work` while the operating system has stopped (SIGSTOP) every process that runs pages. No page answers meanwhile. */
  whilePagesAreStopped(work: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export interface EngineTab {
  /** Resolves when the page has loaded. */
  goTo(url: string): Promise<void>
  /** Calls a function in the page, which may use nothing of this side but what it is given. Waits for a promise. */
  evaluate<Args extends readonly unknown[], T>(work: (...given: Args) => T | Promise<T>, ...given: Args): Promise<T>
  /** The browser's own stopping of hidden tabs; null where it cannot be brought about from outside. */
  readonly lifecycle: { freeze(): Promise<void>; thaw(): Promise<void> } | null
  close(): Promise<void>
}
