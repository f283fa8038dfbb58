import { randomText } from './secrets.ts'
import type { SessionStore } from './store.ts'

/** The right to be the only one, over all processes that share the store, until it is released or over by itself. */
export interface Lease {
  /** Lets the next one in, and tells those who wait. Never rejects: what is not released runs out. */
  release(): Promise<void>
}

export interface Leases {
  /** Waits for its turn; null after 20 s without. Rejects when the store cannot be asked. */
  acquire(name: string): Promise<Lease | null>
}

/** Messages of a release can be lost, so whoever waits looks by itself as well. */
const LOOK_AGAIN_MS = 500
/** Shorter than a page waits for an answer. */
const LOOKS = 40

/**
 * Leases out of what every store can do: the entry of a lease is written only if there is none, and is forgotten by the store's own
 * clock, so that no two processes have to agree on the time. Whoever dies while holding one holds up nobody for longer than that.
 *
 * @param leaseMs must be longer than the longest that a holder works
 */
export function storeLeases(store: SessionStore, leaseMs: number): Leases {
  // One for this process: the caller sees to it that nobody in here asks twice, so an entry with it is one whose answer was lost.
  const owner = randomText(16)

  return {
    acquire: async (name) => {
      for (let look = 1; ; look += 1) {
        if (await taken(name)) return { release: () => release(name).catch(() => {}) }
        if (look === LOOKS) return null
        await mayBeFree(name)
      }
    },
  }

  async function taken(name: string): Promise<boolean> {
    return (await store.set(name, owner, { ttlMs: leaseMs, revision: null, expendable: true })) || resumed(name)
  }

  function mayBeFree(name: string): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const timer = setTimeout(done, LOOK_AGAIN_MS)
      const stop = store.subscribe(name, done)
    })
  }

  /** Takes over, for the whole length, what this process holds without knowing. */
  async function resumed(name: string): Promise<boolean> {
    const entry = await store.get(name)
    return entry?.value === owner && store.set(name, owner, { ttlMs: leaseMs, revision: entry.revision, expendable: true })
  }

  /** Never deletes by the name alone: the lease may be over and another's by now. */
  async function release(name: string): Promise<void> {
    const entry = await store.get(name)
    if (entry?.value !== owner || !(await store.set(name, '', { ttlMs: 0, revision: entry.revision, expendable: true }))) return
    await store.publish(name, 'released')
  }
}
