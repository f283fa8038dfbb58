import { describe, expect, it } from 'vitest'
import { fakePage } from '../test-support/fake-page.ts'
import { browserActivity } from './activity.ts'

function heardActivity() {
  const { page, happens, listened } = fakePage()
  let seen = 0
  const undo = browserActivity(page).subscribe(() => {
    seen += 1
  })
  return {
    undo,
    listened,
    tell(type: string, event?: Partial<Event>) {
      const before = seen
      happens(type, event)
      return seen - before
    },
  }
}

const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove', 'input', 'focusin']

describe('browserActivity', () => {
  it.each(INPUT)('P-12 R-54 counts "%s" when the browser vouches for it, and not when a script made it', (type) => {
    const { tell } = heardActivity()
    expect(tell(type)).toBe(1)
    expect(tell(type, { isTrusted: false })).toBe(0)
  })

  it.each(['visibilitychange', 'pageshow', 'pagehide', 'resize', 'scroll', 'online', 'focus', 'blur', 'storage', 'message'])(
    'P-12 R-54 does not count "%s", although the browser vouches for it',
    (type) => {
      const { tell } = heardActivity()
      expect(tell(type)).toBe(0)
    },
  )

  it('P-12 hears nothing more after its undo', () => {
    const { tell, undo, listened } = heardActivity()
    undo()
    expect([listened(), ...INPUT.map((type) => tell(type))]).toEqual([[], ...INPUT.map(() => 0)])
  })
})
