import type { TabsChannel } from '../ports/tabs-channel.ts'
import { available, listen, type Platform } from './platform.ts'

/** A way to the other tabs while it is open. */
interface Line {
  post(message: unknown): void
  close(): void
}

type Kind = TabsChannel['kind']

/**
 * BroadcastChannel; where it is missing or forbidden, `storage` events of localStorage; where that is too, nothing.
 * While the page is in the back/forward cache nothing is open, because a cached page that gets a message is evicted; a message
 * posted then goes out over a line that is opened and closed for it.
 */
export function browserTabsChannel(name: string, platform: Platform = globalThis): TabsChannel {
  const listeners = new Set<(message: unknown) => void>()
  const heard = (message: unknown) => {
    for (const listener of [...listeners]) listener(message)
  }
  let known: Kind | null = null
  let line: Line | null = null
  let cached = false
  let unhook: (() => void) | null = null

  const kind = (): Kind => {
    if (!platform.document) return 'none'
    known ??= supported(name, platform)
    return known
  }
  const open = (): Line | null => available(() => openLine(kind(), name, heard, platform))
  const close = () => {
    line?.close()
    line = null
  }

  return {
    get kind() {
      return kind()
    },
    post(message) {
      const posting = line ?? open()
      available(() => posting?.post(message))
      if (posting !== line) posting?.close()
    },
    subscribe(listener) {
      const told = (message: unknown) => listener(message)
      listeners.add(told)
      if (!cached) line ??= open()
      unhook ??= listen(platform, ['pagehide', 'pageshow'], (event) => {
        cached = event.type === 'pagehide'
        if (cached) close()
        else line ??= open()
      })
      return () => {
        listeners.delete(told)
        if (listeners.size > 0) return
        close()
        unhook?.()
        unhook = null
        cached = false
      }
    },
  }
}

function supported(name: string, platform: Platform): Kind {
  const broadcast = available(() => platform.BroadcastChannel && new platform.BroadcastChannel(name))
  if (broadcast) {
    broadcast.close()
    return 'broadcast-channel'
  }
  return available(() => platform.localStorage) ? 'storage-event' : 'none'
}

function openLine(kind: Kind, name: string, heard: (message: unknown) => void, platform: Platform): Line | null {
  switch (kind) {
    case 'broadcast-channel':
      return platform.BroadcastChannel ? broadcastLine(new platform.BroadcastChannel(name), heard) : null
    case 'storage-event':
      return storageLine(name, heard, platform)
    case 'none':
      return null
  }
}

function broadcastLine(channel: BroadcastChannel, heard: (message: unknown) => void): Line {
  channel.onmessage = (event) => heard(event.data)
  return {
    post: (message) => channel.postMessage(message),
    close() {
      channel.onmessage = null
      channel.close()
    },
  }
}

/** Written and removed at once: the change is the message, and nothing stays behind. */
function storageLine(name: string, heard: (message: unknown) => void, platform: Platform): Line {
  const key = `${name}/message`
  const undo = listen(platform, ['storage'], (event) => {
    const written = 'key' in event && event.key === key && 'newValue' in event ? event.newValue : null
    if (typeof written !== 'string') return
    const message = available((): { readonly sent: unknown } => ({ sent: JSON.parse(written) }))
    if (message) heard(message.sent)
  })
  return {
    post(message) {
      platform.localStorage?.setItem(key, JSON.stringify(message))
      platform.localStorage?.removeItem(key)
    },
    close: undo,
  }
}
