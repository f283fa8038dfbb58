import type { Platform } from '../browser/platform.ts'

/** A page in which somebody does something when the test says so: no script can make trusted events. */
export function fakePage() {
  const listeners = new Map<string, (event: Event) => void>()
  const page = {
    document: { hasFocus: () => true },
    addEventListener: (type: string, listener: (event: Event) => void) => void listeners.set(type, listener),
    removeEventListener: (type: string) => void listeners.delete(type),
  } as unknown as Platform
  return {
    page,
    /** A key press, which the browser vouches for. */
    input: () => listeners.get('keydown')?.({ type: 'keydown', isTrusted: true, timeStamp: 10_000 } as Event),
    listened: () => [...listeners.keys()],
  }
}
