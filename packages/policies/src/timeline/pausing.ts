/** A frame's worth of work, with room left for the page's own. */
const SLICE_MS = 10

/** For work that would otherwise keep a page from drawing: resolves at once or after the page had its turn, and rejects once it is given up. */
export function pausing(signal: AbortSignal): () => Promise<void> {
  let since = performance.now()
  return async () => {
    signal.throwIfAborted()
    if (performance.now() - since < SLICE_MS) return
    await nextTask()
    signal.throwIfAborted()
    since = performance.now()
  }
}

/** By a message, because timers that follow each other are held back for 4 ms, and in hidden pages for a second. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
