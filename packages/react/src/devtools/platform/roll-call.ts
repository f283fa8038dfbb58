import type { Session } from '@stillhere/core'

/** A tab whose devtools answered. */
export interface PresentTab {
  readonly id: string
  readonly self: boolean
  readonly status: string
  readonly visible: boolean
}

/** As far as the platform and the devtools of other tabs tell. */
export interface Census {
  readonly tabs: readonly PresentTab[]
  /** Which tab holds the lock: its id, `'unknown'` for one without devtools, null for none. */
  readonly holder: string | null
  readonly waiting: number
  /** Whether this browser tells who holds a lock. */
  readonly tellsLocks: boolean
}

export interface RollCall {
  /** Asks all tabs and the platform. */
  ask(): void
  getSnapshot(): Census
  subscribe(listener: () => void): () => void
  /** Listens to other tabs that ask, until the returned undo. */
  attend(): () => void
}

interface Answer {
  readonly id: string
  readonly client: string | null
  readonly status: string
  readonly visible: boolean
}

/** Names of lock, channel and this channel go with the session's name. */
const lockOf = (name: string) => `stillhere/1/${name}`
const channelOf = (name: string) => `stillhere-devtools/1/${name}`

/** Tabs of one session find each other; nothing but what {@link PresentTab} says goes over the line, and only when somebody asks. */
export function createRollCall(session: Pick<Session<unknown>, 'name' | 'getState'>): RollCall {
  const id = Math.floor(Math.random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0')
  const listeners = new Set<() => void>()
  const heard = new Map<string, Answer>()
  let locks: { readonly holder: string | null; readonly waiting: number } | null = null
  let client: string | null = null
  let line: BroadcastChannel | null = null
  let snapshot: Census = { tabs: [], holder: null, waiting: 0, tellsLocks: false }

  const own = (): Answer => ({ id, client, status: session.getState().status, visible: !document.hidden })

  function tell(): void {
    const answers = [own(), ...[...heard.values()].sort((a, b) => (a.id < b.id ? -1 : 1))]
    const holding = locks?.holder ?? null
    snapshot = {
      tabs: answers.map((one) => ({ id: one.id, self: one.id === id, status: one.status, visible: one.visible })),
      holder: holding === null ? null : (answers.find((one) => one.client === holding)?.id ?? 'unknown'),
      waiting: locks?.waiting ?? 0,
      tellsLocks: locks !== null,
    }
    for (const listener of [...listeners]) listener()
  }

  function answer(): void {
    line?.postMessage({ answer: own() })
  }

  function ask(): void {
    heard.clear()
    line?.postMessage({ ask: true })
    tell()
    void lookAtLocks(lockOf(session.name), id).then((found) => {
      locks = found
      client ??= found?.client ?? null
      tell()
    })
  }

  function open(): void {
    if (line !== null || typeof BroadcastChannel === 'undefined') return
    line = new BroadcastChannel(channelOf(session.name))
    line.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'object' || data === null) return
      if ('ask' in data) {
        if (client !== null) return answer()
        return void lookAtLocks(lockOf(session.name), id).then((found) => {
          client = found?.client ?? null
          answer()
        })
      }
      const read = 'answer' in data ? readAnswer(data.answer) : null
      if (read === null || read.id === id || heard.size > 50) return
      heard.set(read.id, read)
      tell()
    }
  }

  /** A page in the back/forward cache would be thrown out of it by a message. */
  function close(): void {
    line?.close()
    line = null
  }

  return {
    ask,
    getSnapshot: () => snapshot,
    subscribe(given) {
      const listener = () => given()
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    attend() {
      open()
      addEventListener('pagehide', close)
      addEventListener('pageshow', open)
      return () => {
        close()
        removeEventListener('pagehide', close)
        removeEventListener('pageshow', open)
      }
    },
  }
}

/** Who holds the session's lock, and who this tab is to the lock manager: it holds a lock of its own for a moment. */
async function lookAtLocks(
  name: string,
  self: string,
): Promise<{ readonly holder: string | null; readonly waiting: number; readonly client: string | null } | null> {
  try {
    const own = `stillhere-devtools/self/${self}`
    return await navigator.locks.request(own, async () => {
      const { held = [], pending = [] } = await navigator.locks.query()
      return {
        holder: held.find((lock) => lock.name === name)?.clientId ?? null,
        waiting: pending.filter((lock) => lock.name === name).length,
        client: held.find((lock) => lock.name === own)?.clientId ?? null,
      }
    })
  } catch {
    return null
  }
}

function readAnswer(value: unknown): Answer | null {
  if (typeof value !== 'object' || value === null) return null
  const id: unknown = Reflect.get(value, 'id')
  const client: unknown = Reflect.get(value, 'client')
  const status: unknown = Reflect.get(value, 'status')
  if (typeof id !== 'string' || !/^[\da-f]{8}$/.test(id)) return null
  const known = ['restoring', 'signed-in', 'signed-out', 'ended'].find((one) => one === status)
  if (known === undefined) return null
  return { id, client: typeof client === 'string' ? client : null, status: known, visible: Reflect.get(value, 'visible') === true }
}
