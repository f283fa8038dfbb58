import type { BrowserContext, Page } from '@playwright/test'

/** What the probe saw at one end. */
export interface EndReport {
  /** Where the task began that ended the session: a click, a message of another tab, or (for a timer) the word to the other tabs. */
  readonly cause: 'click' | 'message' | 'own-end'
  /** Whether anything private was in the DOM when the probe began to look. */
  readonly shownBefore: boolean
  /** After how many microtasks of that same task they were gone; null when they outlived it. */
  readonly goneAfterMicrotasks: number | null
  /** Whether a task that was queued when the probe began to look had run by the time it was done. */
  readonly anotherTaskRan: boolean
}

/** What must be gone: texts anywhere in the document, and the elements around them, which say that the whole tree has left. */
export interface Private {
  readonly texts: readonly string[]
  readonly selector: string
}

/**
 * Reports, for every end of a session in a page, whether what is private left the DOM in the very task that ended it.
 *
 * The proof. A microtask that queues a microtask never lets the event loop go on to another task (HTML, "perform a microtask
 * checkpoint"). So the probe looks, queues a microtask, looks again, a thousand times at most: whatever leaves the DOM meanwhile
 * left it within the task in which the looking began, and what waits for a timer, a message or a frame is still there at the end.
 * The task in which it begins is the one that ends the session, because the probe stands at its causes:
 * - around the product's own listener on BroadcastChannel, for an end that another tab announces;
 * - on the window while a click is captured, and again when it has bubbled to the top, past the page's own listeners;
 * - around `BroadcastChannel.postMessage` with an end in it, for an end by the timer, which this tab then tells the others.
 * As a check on the check it posts itself a message when it begins to look; that message must not have been handled when it is done.
 */
export async function installEndProbe(context: BrowserContext, what: Private): Promise<void> {
  await context.addInitScript(probe, what)
}

/** What was reported in the page's present document, first end first. */
export async function endReports(page: Page): Promise<readonly EndReport[]> {
  return page.evaluate(() => {
    const read: unknown = Reflect.get(globalThis, 'stillhereEndReports')
    return Array.isArray(read) ? read : []
  })
}

function probe({ texts, selector }: Private): void {
  const MICROTASKS = 1000
  const reports: EndReport[] = []
  Reflect.set(globalThis, 'stillhereEndReports', reports)
  const shown = (): boolean =>
    document.querySelector(selector) !== null || texts.some((text) => document.documentElement.textContent?.includes(text) ?? false)
  const isEnd = (message: unknown): boolean =>
    typeof message === 'object' && message !== null && 'end' in message && message.end !== null && message.end !== undefined

  function lookOn(cause: EndReport['cause'], shownBefore: boolean): void {
    let anotherTaskRan = false
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      anotherTaskRan = true
      port1.close()
    }
    port2.postMessage(null)
    let microtasks = 0
    const look = (): void => {
      if (!shown()) reports.push({ cause, shownBefore, goneAfterMicrotasks: microtasks, anotherTaskRan })
      else if (microtasks === MICROTASKS) reports.push({ cause, shownBefore, goneAfterMicrotasks: null, anotherTaskRan })
      else {
        microtasks += 1
        queueMicrotask(look)
      }
    }
    look()
  }
  Reflect.set(globalThis, 'stillhereLookOn', lookOn)

  let shownAtClick = false
  addEventListener('click', () => (shownAtClick = shown()), { capture: true })
  addEventListener('click', (event) => {
    const isSignOut = event.target instanceof Element && event.target.closest('button')?.textContent === 'Sign out'
    if (isSignOut) lookOn('click', shownAtClick)
  })

  const { prototype } = BroadcastChannel
  const post = prototype.postMessage
  prototype.postMessage = function postAndLook(message) {
    if (isEnd(message)) lookOn('own-end', shown())
    post.call(this, message)
  }
  const listened = Object.getOwnPropertyDescriptor(prototype, 'onmessage')
  Object.defineProperty(prototype, 'onmessage', {
    configurable: true,
    get(this: BroadcastChannel): unknown {
      return listened?.get?.call(this)
    },
    set(this: BroadcastChannel, listener: ((event: MessageEvent) => void) | null) {
      const around = (event: MessageEvent): void => {
        const shownBefore = shown()
        listener?.(event)
        if (isEnd(event.data)) lookOn('message', shownBefore)
      }
      listened?.set?.call(this, listener === null ? null : around)
    },
  })
}
