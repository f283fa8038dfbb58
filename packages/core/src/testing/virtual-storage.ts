import type { FactsStorage } from '../ports/facts-storage.ts'
import { plainCopy } from './plain-copy.ts'
import type { TaskOwner, VirtualClock } from './virtual-clock.ts'

/**
 * - `indexeddb`: coherent over all tabs
 * - `stale`: shared, but each page may read a copy that is up to {@link STALE_FOR_MS} old and write over what others wrote meanwhile, as
 *   localStorage lets it, under a lock as well
 * - `memory`: nothing is shared
 */
export type StorageKind = 'indexeddb' | 'stale' | 'memory'

/** The facts' store over all tabs of a world. What is shared outlives every tab. */
export interface VirtualStorage {
  /** The storage as one page has it. */
  join(owner: TaskOwner): FactsStorage
  /** A copy of what is stored, null when nothing is. */
  stored(): unknown
  /** Puts something there, as another version of the app or an attacker could. */
  plant(value: unknown): void
}

interface Content {
  value: unknown
  readAtMs: number
}

/** How old a page's own view of a `stale` store gets. */
const STALE_FOR_MS = 5

/** Asynchronous. `change` runs twice each time, because a platform may repeat it; only the second result counts. */
export function createVirtualStorage(clock: VirtualClock, kind: StorageKind): VirtualStorage {
  const shared: Content = { value: null, readAtMs: 0 }

  function join(owner: TaskOwner): FactsStorage {
    const own: Content = { value: kind === 'stale' ? plainCopy(shared.value) : null, readAtMs: clock.awakeMs() }
    const view = kind === 'indexeddb' ? shared : own
    const later = <T>(work: () => T): Promise<T> =>
      new Promise((resolve) => {
        clock.schedule({ kind: 'callback', afterMs: 0, owner, run: () => resolve(work()) })
      })
    const look = () => {
      if (kind !== 'stale' || clock.awakeMs() - own.readAtMs < STALE_FOR_MS) return
      own.value = plainCopy(shared.value)
      own.readAtMs = clock.awakeMs()
    }
    return {
      kind: kind === 'indexeddb' ? 'indexeddb' : 'memory',
      read: () =>
        later(() => {
          look()
          return plainCopy(view.value)
        }),
      update: (change) =>
        later(() => {
          look()
          change(plainCopy(view.value))
          const changed = change(plainCopy(view.value))
          if (changed !== null) view.value = plainCopy(changed)
          if (changed !== null && kind === 'stale') shared.value = plainCopy(changed)
          return plainCopy(view.value)
        }),
    }
  }

  return {
    join,
    stored: () => plainCopy(shared.value),
    plant(value) {
      shared.value = plainCopy(value)
    },
  }
}
