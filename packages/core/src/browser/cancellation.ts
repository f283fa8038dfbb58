import type { Cancellation } from '../ports/cancel-signal.ts'

/** AbortController, whose signal goes to `fetch` as it is. */
export function browserCancellation(): Cancellation {
  const controller = new AbortController()
  return { signal: controller.signal, cancel: () => controller.abort() }
}
