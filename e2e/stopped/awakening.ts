import type { Page } from '@playwright/test'
import type { VisibleTexts } from '../harness/index.ts'

/** What a page tells of a time in which nothing of it ran. `null` for what has not happened (yet). */
export interface Awakening {
  /** How long that time was, in real milliseconds. */
  readonly silentMs: number | null
  /** What of the private texts could be read, each time: */
  readonly shown: {
    /** when the watch began, so that a probe which sees nothing later is known to see; */
    readonly before: readonly string[]
    /** with the first change of the document afterwards, which the browser cannot have painted yet; */
    readonly firstChange: readonly string[] | null
    /** once all timers had run that were overdue on waking; */
    readonly overdueTimers: readonly string[] | null
    /** in the very next task after the first key. */
    readonly firstKey: readonly string[] | null
  }
}

const SILENCE_MS = 1000

/**
 * Watches a page from now on for the end of a silence. The screen keeps the last frame from before it, which no script can take
 * away; what counts is what follows. No clock and no timer of the page is replaced.
 */
export async function watchAwakening(page: Page): Promise<void> {
  await page.evaluate(beginWatch, SILENCE_MS)
}

export async function awakening(page: Page): Promise<Awakening> {
  return page.evaluate(() => Reflect.get(globalThis, 'stillhereAwakening'))
}

/** The same from inside a page. `silenceMs`: what a page that runs is never silent for. */
export function beginWatch(silenceMs: number): void {
  const BEAT_MS = 50
  const visible: VisibleTexts = Reflect.get(globalThis, 'stillhereVisibleTexts')
  let lastAt = performance.now()
  let seen: Awakening = { silentMs: null, shown: { before: visible(), firstChange: null, overdueTimers: null, firstKey: null } }
  let keyed = false
  Reflect.set(globalThis, 'stillhereAwakening', seen)

  /** Whether the silence is over. */
  function awake(): boolean {
    const passed = performance.now() - lastAt
    lastAt += passed
    if (seen.silentMs === null && passed > silenceMs) {
      saw({ ...seen, silentMs: passed })
      // With a delay of its own, however short, it queues behind all that were due before.
      setTimeout(() => sawShown('overdueTimers'), 1)
    }
    return seen.silentMs !== null
  }

  function sawShown(when: 'firstChange' | 'overdueTimers' | 'firstKey'): void {
    if (seen.shown[when] === null) saw({ ...seen, shown: { ...seen.shown, [when]: visible() } })
  }

  function saw(next: Awakening): void {
    seen = next
    Reflect.set(globalThis, 'stillhereAwakening', seen)
  }

  setInterval(awake, BEAT_MS)
  new MutationObserver(() => {
    if (awake()) sawShown('firstChange')
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  addEventListener(
    'keydown',
    () => {
      if (!awake() || keyed) return
      keyed = true
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        sawShown('firstKey')
        port1.close()
      }
      port2.postMessage(null)
    },
    { capture: true },
  )
}
