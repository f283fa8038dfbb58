import type { Platform } from '../browser/platform.ts'

/** A page that says what is listened for, and in which happens whatever the test makes up: no script can make trusted events. */
export function fakePage() {
  const listeners = new Map<string, (event: Event) => void>()
  const page = {
    document: { hasFocus: () => true },
    addEventListener: (type: string, listener: (event: Event) => void) => void listeners.set(type, listener),
    removeEventListener: (type: string) => void listeners.delete(type),
  } as unknown as Platform
  const happens = (type: string, event: Partial<Event> = {}) =>
    listeners.get(type)?.({ type, isTrusted: true, timeStamp: 10_000, ...event } as Event)
  return {
    page,
    /** An event that the browser vouches for, unless `event` says otherwise. */
    happens,
    input: () => happens('keydown'),
    listened: () => [...listeners.keys()],
  }
}
