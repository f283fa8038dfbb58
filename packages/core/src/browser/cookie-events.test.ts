import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCookieBackend } from './cookie-backend.ts'
import { cookieEvents, type EventsPlatform } from './cookie-events.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

/** A browser whose streams are in the test's hand. */
function setUp() {
  const streams: FakeStream[] = []
  class FakeStream {
    readonly url: string
    readyState = 0
    closed = false
    onopen: (() => void) | null = null
    onmessage: (() => void) | null = null
    onerror: (() => void) | null = null
    constructor(url: string) {
      this.url = url
      streams.push(this)
    }
    close() {
      this.closed = true
      this.readyState = 2
    }
    opens() {
      this.readyState = 1
      this.onopen?.()
    }
    /** `forGood`: the server has answered something that is no stream. */
    breaks(forGood: boolean) {
      this.readyState = forGood ? 2 : 0
      this.onerror?.()
    }
  }
  const page = new EventTarget()
  const changed = vi.fn()
  const listeners = new Set<string>()
  // The browser's own type has members that nobody here asks for.
  const platform = {
    EventSource: FakeStream,
    addEventListener: (type: string, listener: () => void) => (listeners.add(type), page.addEventListener(type, listener)),
    removeEventListener: (type: string, listener: () => void) => (listeners.delete(type), page.removeEventListener(type, listener)),
  } as unknown as EventsPlatform
  const events = cookieEvents('/session/events', changed, platform)
  const open = () => streams.filter(({ closed, readyState }) => !closed && readyState !== 2)
  return { events, streams, changed, page, open, heard: () => listeners.size }
}

describe('cookieEvents', () => {
  it('opens one stream, that of the session that is followed, and passes its word on', () => {
    const { events, streams, changed } = setUp()
    expect(streams).toHaveLength(0)
    events.follow('k/1')
    events.follow('k/1')
    expect(streams.map(({ url }) => url)).toEqual(['/session/events?session=k%2F1'])
    streams[0]?.opens()
    expect(changed).not.toHaveBeenCalled()
    streams[0]?.onmessage?.()
    expect(changed).toHaveBeenCalledOnce()
  })

  it('goes over to the next session, and closes with none', () => {
    const { events, streams, open } = setUp()
    events.follow('k1')
    events.follow('k2')
    expect(open().map(({ url }) => url)).toEqual(['/session/events?session=k2'])
    events.follow(null)
    expect([open(), streams.length]).toEqual([[], 2])
  })

  it('asks when it is connected again, because what was said meanwhile is lost', () => {
    const { events, streams, changed } = setUp()
    events.follow('k1')
    streams[0]?.opens()
    streams[0]?.breaks(false)
    expect(changed).not.toHaveBeenCalled()
    streams[0]?.opens()
    expect([changed.mock.calls.length, streams.length]).toEqual([1, 1])
  })

  it('asks once when the server wants no stream, and comes back after a minute at the earliest', () => {
    const { events, streams, changed } = setUp()
    events.follow('k1')
    streams[0]?.breaks(true)
    expect(changed).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(59_999)
    events.follow('k1')
    expect(streams).toHaveLength(1)
    vi.advanceTimersByTime(1)
    events.follow('k1')
    expect(streams).toHaveLength(2)
  })

  it('comes back at once for another session', () => {
    const { events, streams } = setUp()
    events.follow('k1')
    streams[0]?.breaks(true)
    events.follow('k2')
    expect(streams).toHaveLength(2)
  })

  it('R-66 is closed on leaving, so that the page can be kept, and opens anew when the page is back', () => {
    const { events, page, open } = setUp()
    events.follow('k1')
    page.dispatchEvent(new Event('pagehide'))
    expect(open()).toEqual([])
    page.dispatchEvent(new Event('pageshow'))
    expect(open()).toHaveLength(1)
  })

  it('leaves nothing behind', () => {
    const { events, page, open, heard } = setUp()
    events.follow('k1')
    expect(heard()).toBe(2)
    events.stop()
    events.stop()
    page.dispatchEvent(new Event('pageshow'))
    expect([open(), heard()]).toEqual([[], 0])
  })

  it.each([
    ['lacks streams', {}],
    [
      'forbids them',
      {
        EventSource: class {
          constructor() {
            throw new Error('forbidden')
          }
        } as unknown as typeof EventSource,
      },
    ],
  ])('does without in a browser that %s', (_how, platform) => {
    const changed = vi.fn()
    const events = cookieEvents('/session/events', changed, platform)
    events.follow('k1')
    events.stop()
    expect(changed).not.toHaveBeenCalled()
  })
})

describe('cookieBackend with events', () => {
  const signal = new AbortController().signal
  const live = (sessionKey: string) => ({ status: 'live', userId: 'u1', user: { sub: 'u1' }, sessionKey, endsInSeconds: {} })

  function backend(answers: readonly (readonly [number, object])[]) {
    const followed: (string | null)[] = []
    const stop = vi.fn()
    const events = vi.fn(() => ({ follow: (key: string | null) => void followed.push(key), stop }))
    const left = [...answers]
    const fetch = async () => {
      const [status, body] = left.shift() ?? [503, {}]
      return Response.json(body, { status })
    }
    const made = createCookieBackend('/session', { events, parseUser: (user) => user }, { fetch })
    return { made, events, followed, stop }
  }

  it('subscribes to none by itself', () => {
    expect(createCookieBackend('/session', { parseUser: (user) => user }, { fetch })).not.toHaveProperty('subscribe')
  })

  it('follows the session that the answers name, none while nobody is signed in, and stops with its undo', async () => {
    const { made, events, followed, stop } = backend([
      [200, live('k1')],
      [503, {}],
      [200, { status: 'rejected' }],
      [200, live('k2')],
      [200, { redirectTo: null }],
    ])
    const changed = () => {}
    const undo = made.subscribe?.(changed)
    expect(events).toHaveBeenCalledWith('/session/events', changed)
    await made.restore({ signal })
    await made.peek?.({ signal })
    await made.peek?.({ signal })
    await made.restore({ signal })
    await made.signOut({ signal, reason: 'signed-out', returnTo: null })
    expect(followed).toEqual([null, 'k1', null, 'k2', null])
    undo?.()
    expect(stop).toHaveBeenCalledOnce()
  })

  it('follows what was known before it was subscribed to', async () => {
    const { made, followed } = backend([[200, live('k1')]])
    await made.restore({ signal })
    made.subscribe?.(() => {})
    expect(followed).toEqual(['k1'])
  })
})
