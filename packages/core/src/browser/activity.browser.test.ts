import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { browserActivity } from './activity.ts'
import type { Platform } from './platform.ts'

const clocks = { wall: 0, monotonic: 0 }
const root = document.createElement('main')
let stop: () => void = () => {}

beforeEach(() => {
  clocks.wall = 1_700_000_000_000
  clocks.monotonic = 5000
  vi.spyOn(Date, 'now').mockImplementation(() => clocks.wall)
  root.innerHTML = '<button>Save</button><input aria-label="Name"><textarea></textarea><iframe></iframe>'
  document.body.append(root)
})
afterEach(() => {
  stop()
  root.remove()
  vi.restoreAllMocks()
})

/** The real page on clocks that the test moves. */
function platform(parts: Partial<Platform> = {}): Platform {
  return {
    document,
    performance: { now: () => clocks.monotonic },
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    ...parts,
  }
}

function watch(on: Platform = platform()) {
  const seen = vi.fn()
  stop = browserActivity(on).subscribe(seen)
  return seen
}

function element<K extends 'button' | 'input' | 'textarea' | 'iframe'>(tag: K): HTMLElementTagNameMap[K] {
  const found = root.querySelector(tag)
  if (!found) throw new Error(`There is no ${tag}.`)
  return found
}

describe('browserActivity', () => {
  it('P-12 counts what the user does with pointer, keys and wheel', async () => {
    await userEvent.click(element('input'))
    const seen = watch()
    await userEvent.keyboard('a')
    const keyed = seen.mock.calls.length
    await userEvent.hover(element('button'))
    const hovered = seen.mock.calls.length
    await userEvent.wheel(element('button'), { delta: { y: 50 } })
    expect(keyed).toBeGreaterThan(0)
    expect(hovered).toBeGreaterThan(keyed)
    expect(seen.mock.calls.length).toBeGreaterThan(hovered)
  })

  it('P-12 counts focus that moves inside the page', async () => {
    await userEvent.click(element('input'))
    const seen = watch()
    element('textarea').focus()
    expect(seen).toHaveBeenCalledTimes(1)
  })

  it('P-12 does not count focus that comes back to the window', async () => {
    await userEvent.click(element('input'))
    const seen = watch()
    element('iframe').contentWindow?.focus()
    element('iframe').focus()
    await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('IFRAME'))
    const focused = vi.fn()
    window.addEventListener('focusin', focused, { once: true })
    const before = seen.mock.calls.length
    window.dispatchEvent(new FocusEvent('blur'))
    window.dispatchEvent(new FocusEvent('focus'))
    element('textarea').focus()
    expect(focused).toHaveBeenCalledTimes(1)
    expect(seen).toHaveBeenCalledTimes(before)
  })

  it('P-12 does not count waking, resizing, programmatic scrolling and events made by scripts', () => {
    const seen = watch()
    window.dispatchEvent(new Event('focus'))
    window.dispatchEvent(new Event('resize'))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    document.dispatchEvent(new Event('visibilitychange'))
    window.scrollTo(0, 1)
    element('button').click()
    for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove', 'input', 'focusin'])
      element('button').dispatchEvent(new Event(type, { bubbles: true }))
    expect(seen).not.toHaveBeenCalled()
  })

  it('tells every event and reads no clock for it', async () => {
    const seen = watch()
    const before = vi.mocked(Date.now).mock.calls.length
    await userEvent.click(element('button'))
    await userEvent.click(element('input'))
    expect(seen.mock.calls.length).toBeGreaterThanOrEqual(2)
    expect(Date.now).toHaveBeenCalledTimes(before)
  })

  it('hears input that the page keeps from spreading, and nothing after its undo', async () => {
    const keep = (event: Event) => event.stopImmediatePropagation()
    element('button').addEventListener('pointerdown', keep)
    const seen = watch()
    await userEvent.click(element('button'))
    const heard = seen.mock.calls.length
    expect(heard).toBeGreaterThan(0)
    stop()
    stop()
    await userEvent.click(element('button'))
    expect(seen).toHaveBeenCalledTimes(heard)
  })

  it('listens passively, in the capture phase, and sets no timer', () => {
    const timer = vi.spyOn(window, 'setTimeout')
    const listening = vi.fn()
    watch(platform({ addEventListener: listening }))
    expect(listening.mock.calls.length).toBeGreaterThan(7)
    for (const [, , options] of listening.mock.calls) expect(options).toEqual({ capture: true, passive: true })
    expect(timer).not.toHaveBeenCalled()
  })

  it('is silent where there is no page', () => {
    expect(() => browserActivity({}).subscribe(() => {})()).not.toThrow()
  })
})
