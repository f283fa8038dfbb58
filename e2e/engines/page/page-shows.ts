import type { VisibleTexts } from '../../harness/visible-texts.ts'

/** How a page was shown, and what could be seen in the first task after it. */
export interface PageShow {
  /** Whether it came out of the back/forward cache. */
  readonly persisted: boolean
  readonly shown: readonly string[]
}

/** Notes down every time that this page is shown, as `pageShows`. */
export function watchPageShow(): void {
  const shows: PageShow[] = []
  Reflect.set(globalThis, 'pageShows', shows)
  const visible: VisibleTexts = Reflect.get(globalThis, 'stillhereVisibleTexts')
  addEventListener('pageshow', ({ persisted }) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      shows.push({ persisted, shown: visible() })
      port1.close()
    }
    port2.postMessage(null)
  })
}
