import type { BrowserContext, ConsoleMessage, Page, Request } from '@playwright/test'
import { installCollector } from './collector.ts'
import { listenInPage } from './listeners.ts'
import { COLLECT, type Evidence, REPORT } from './places.ts'

export interface Scanner {
  /** Looks at every place of a page as it is now, but not at the heap. */
  look(page: Page): Promise<void>
  /** Looks at the heap of a page, which takes longer. */
  lookIntoHeap(page: Page): Promise<void>
  /** All that was found, by all scans and by listening meanwhile. */
  evidence(): Promise<readonly Evidence[]>
}

/**
 * Listens to every page of the context from its first moment, and looks at what stands there when asked. What is found is compared
 * here and not in the page, because a page that is told what to look for contains it.
 */
export async function createScanner(context: BrowserContext, appUrl: string): Promise<Scanner> {
  const found: Evidence[] = []
  const pending: Promise<void>[] = []
  const isOwn = (url: string): boolean => url.startsWith(`${appUrl}/`)

  await context.exposeBinding(REPORT, (_source, one: Evidence) => void found.push(one))
  await context.addInitScript(listenInPage, { report: REPORT, collect: COLLECT })
  await context.addInitScript(installCollector, { collect: COLLECT })
  context.on('console', (message) => pending.push(hear(message)))
  context.on(
    'weberror',
    (error) => void found.push({ place: 'uncaught error', where: 'page', text: error.error().stack ?? error.error().message }),
  )
  context.on('request', (request) => pending.push(read(request)))
  // The provider's own addresses are not looked at: it is sent the ID token as a hint (OpenID Connect RP-Initiated Logout 1.0 §2).
  context.on('page', (page) => {
    page.on('framenavigated', (frame) => {
      if (isOwn(frame.url())) found.push({ place: 'address', where: 'visited', text: frame.url() })
    })
  })

  async function hear(message: ConsoleMessage): Promise<void> {
    found.push({ place: 'console', where: message.type(), text: message.text() })
    for (const argument of message.args()) {
      const value: unknown = await argument.jsonValue().catch(() => null)
      found.push({ place: 'console', where: message.type(), text: JSON.stringify(value) ?? '' })
    }
  }

  async function read(request: Request): Promise<void> {
    const url = request.url()
    // What the pages of the provider ask for is theirs.
    const isOurs = isOwn(url) || (!request.isNavigationRequest() && isOwn(request.frame().url()))
    if (!isOurs) return
    // Redirects of the sign-in are the browser's own business; no script is shown them.
    if (!request.isNavigationRequest()) found.push({ place: 'address', where: 'requested', text: url })
    for (const [name, value] of Object.entries(await request.allHeaders())) {
      // The browser adds it; scripts can neither read nor write it.
      if (name !== 'cookie') found.push({ place: 'request', where: url, text: `${name}: ${value}` })
    }
    found.push({ place: 'request', where: url, text: request.postData() ?? '' })
  }

  return {
    async look(page) {
      const standing = await page.evaluate((collect) => {
        const collectAll: () => Promise<readonly Evidence[]> = Reflect.get(globalThis, collect)
        return collectAll()
      }, COLLECT)
      found.push(...standing)
    },
    async lookIntoHeap(page) {
      found.push({ place: 'JavaScript heap', where: 'strings', text: await heapStrings(page) })
    },
    async evidence() {
      await Promise.all(pending)
      return found
    },
  }
}

/** Every string that scripts of the page hold on to, closures included; V8 cuts each to its first thousand characters or so. */
async function heapStrings(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page)
  const chunks: string[] = []
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk))
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await devtools.detach()
  const snapshot: unknown = JSON.parse(chunks.join(''))
  const strings: unknown = typeof snapshot === 'object' && snapshot !== null && 'strings' in snapshot ? snapshot.strings : null
  if (!Array.isArray(strings)) throw new Error('The heap snapshot has no strings.')
  return strings.join('\n')
}
