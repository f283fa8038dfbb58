import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Platform } from './platform.ts'
import { browserTabsChannel } from './tabs-channel.ts'

const name = () => `channel-${crypto.randomUUID()}`
const frames: HTMLIFrameElement[] = []
afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove()
})

/** Another document of this origin. */
function tab(): Window & typeof globalThis {
  const frame = document.body.appendChild(document.createElement('iframe'))
  frames.push(frame)
  if (!frame.contentWindow) throw new Error('The frame has no window.')
  return frame.contentWindow as Window & typeof globalThis
}

/** The platform of a tab with some parts replaced. */
function altered(window: Window & typeof globalThis, parts: Partial<Platform>): Platform {
  return {
    document: window.document,
    localStorage: window.localStorage,
    BroadcastChannel: window.BroadcastChannel,
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    ...parts,
  }
}

function forbidden(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}
const Forbidden = forbidden as unknown as typeof BroadcastChannel

/** Everything a channel hears, and a wait for the n-th message. */
function ear(channel: ReturnType<typeof browserTabsChannel>) {
  const heard: unknown[] = []
  const undo = channel.subscribe((message) => heard.push(message))
  return { heard, undo, until: (length: number) => vi.waitFor(() => expect(heard).toHaveLength(length)) }
}

describe.each<[string, Partial<Platform>, string]>([
  ['BroadcastChannel', {}, 'broadcast-channel'],
  ['storage events, where BroadcastChannel is missing', { BroadcastChannel: undefined }, 'storage-event'],
  ['storage events, where BroadcastChannel throws', { BroadcastChannel: Forbidden }, 'storage-event'],
])('browserTabsChannel over %s', (_, parts, kind) => {
  const pair = () => {
    const called = name()
    const windows = [tab(), tab()] as const
    return {
      called,
      windows,
      channels: windows.map((window) => browserTabsChannel(called, altered(window, parts))) as [
        ReturnType<typeof browserTabsChannel>,
        ReturnType<typeof browserTabsChannel>,
      ],
    }
  }

  it('P-27 says what it stands on', () => {
    expect(pair().channels.map((channel) => channel.kind)).toEqual([kind, kind])
  })

  it('is heard in the other tabs and not in its own, the same message twice being two', async () => {
    const { channels } = pair()
    const [here, there] = [ear(channels[0]), ear(channels[1])]
    channels[0].post({ endsAt: 1 })
    channels[0].post({ endsAt: 1 })
    await there.until(2)
    channels[1].post('back')
    await here.until(1)
    expect([here.heard, there.heard]).toEqual([['back'], [{ endsAt: 1 }, { endsAt: 1 }]])
  })

  it('is heard when it was posted without a listener of its own, and leaves nothing behind', async () => {
    const { called, channels } = pair()
    const there = ear(channels[1])
    channels[0].post(1)
    await there.until(1)
    expect(localStorage.getItem(`${called}/message`)).toBeNull()
  })

  it('hears nothing after the undo, which may be called twice', async () => {
    const { channels } = pair()
    const [gone, there] = [ear(channels[1]), ear(channels[1])]
    gone.undo()
    gone.undo()
    channels[0].post(1)
    await there.until(1)
    expect(gone.heard).toEqual([])
  })

  it('R-66 is closed in the back/forward cache and open again after it', async () => {
    const { channels, windows } = pair()
    const [cached, there] = [ear(channels[0]), ear(channels[1])]
    windows[0].dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    channels[1].post('lost')
    channels[0].post('farewell')
    await there.until(1)
    windows[0].dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    channels[1].post('again')
    await cached.until(1)
    expect([cached.heard, there.heard]).toEqual([['again'], ['farewell']])
  })

  it('does not throw for what cannot be sent', () => {
    const { channels } = pair()
    ear(channels[0])
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect(() => channels[0].post(() => {})).not.toThrow()
    expect(() => channels[0].post({ circle, big: 1n, symbol: Symbol('x') })).not.toThrow()
  })
})

describe('browserTabsChannel without a way to other tabs', () => {
  it.each<[string, Partial<Platform>]>([
    ['both are missing', { BroadcastChannel: undefined, localStorage: undefined }],
    ['both are null or forbidden', { BroadcastChannel: Forbidden, localStorage: null }],
    ['there is no page', { document: undefined }],
  ])('P-27 is silent and throws nothing where %s', (_, parts) => {
    const channel = browserTabsChannel(name(), altered(tab(), parts))
    expect(channel.kind).toBe('none')
    const { undo } = ear(channel)
    expect(() => channel.post(1)).not.toThrow()
    undo()
  })

  it('P-27 is silent where reading the storage throws', () => {
    const platform: Platform = {
      document,
      BroadcastChannel: Forbidden,
      get localStorage() {
        return forbidden()
      },
    }
    const channel = browserTabsChannel(name(), platform)
    const { undo } = ear(channel)
    expect(channel.kind).toBe('none')
    expect(() => channel.post(1)).not.toThrow()
    undo()
  })

  it('ignores what others write into its storage key', () => {
    const called = name()
    const window = tab()
    const { heard } = ear(browserTabsChannel(called, altered(window, { BroadcastChannel: undefined })))
    for (const newValue of ['{', '', null]) window.dispatchEvent(new StorageEvent('storage', { key: `${called}/message`, newValue }))
    window.dispatchEvent(new StorageEvent('storage', { key: 'another', newValue: '1' }))
    expect(heard).toEqual([])
  })
})
