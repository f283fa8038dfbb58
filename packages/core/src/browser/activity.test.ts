import { describe, expect, it } from 'vitest'
import { browserActivity } from './activity.ts'
import type { Platform } from './platform.ts'

/** A window that says what is listened for, and tells whatever the test makes up: no script can make trusted events. */
function fakeWindow() {
  const listeners = new Map<string, (event: Event) => void>()
  const platform = {
    document: { hasFocus: () => true },
    addEventListener: (type: string, listener: (event: Event) => void) => void listeners.set(type, listener),
    removeEventListener: (type: string) => void listeners.delete(type),
  } as unknown as Platform
  let seen = 0
  const undo = browserActivity(platform).subscribe(() => {
    seen += 1
  })
  return {
    undo,
    listened: () => [...listeners.keys()],
    tell(type: string, event: Partial<Event> = {}) {
      const before = seen
      listeners.get(type)?.({ type, isTrusted: true, timeStamp: 10_000, ...event } as Event)
      return seen - before
    },
  }
}

const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove', 'input', 'focusin']

describe('browserActivity', () => {
  it.each(INPUT)('P-12 R-54 counts "%s" when the browser vouches for it, and not when a script made it', (type) => {
    const { tell } = fakeWindow()
    expect(tell(type)).toBe(1)
    expect(tell(type, { isTrusted: false })).toBe(0)
  })

  it.each(['visibilitychange', 'pageshow', 'pagehide', 'resize', 'scroll', 'online', 'focus', 'blur', 'storage', 'message'])(
    'P-12 R-54 does not count "%s", although the browser vouches for it',
    (type) => {
      const { tell } = fakeWindow()
      expect(tell(type)).toBe(0)
    },
  )

  it('P-12 hears nothing more after its undo', () => {
    const { tell, undo, listened } = fakeWindow()
    undo()
    expect([listened(), ...INPUT.map((type) => tell(type))]).toEqual([[], ...INPUT.map(() => 0)])
  })
})
