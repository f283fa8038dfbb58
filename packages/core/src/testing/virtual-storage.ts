import type { FactsStorage } from '../ports/facts-storage.ts'
import { plainCopy } from './plain-copy.ts'
import type { TaskOwner, VirtualClock } from './virtual-clock.ts'

/** One IndexedDB over all tabs of a world. It outlives every tab. */
export interface VirtualStorage {
  /** The storage as one page has it. */
  join(owner: TaskOwner): FactsStorage
  /** A copy of what is stored, null when nothing is. */
  stored(): unknown
  /** Puts something there, as another version of the app or an attacker could. */
  plant(value: unknown): void
}

/** Coherent and asynchronous. `change` runs twice each time, because a platform may repeat it; only the second result counts. */
export function createVirtualStorage(clock: VirtualClock): VirtualStorage {
  let content: unknown = null

  function join(owner: TaskOwner): FactsStorage {
    const later = <T>(work: () => T): Promise<T> =>
      new Promise((resolve) => {
        clock.schedule({ kind: 'callback', afterMs: 0, owner, run: () => resolve(work()) })
      })
    return {
      kind: 'indexeddb',
      read: () => later(() => plainCopy(content)),
      update: (change) =>
        later(() => {
          change(plainCopy(content))
          const changed = change(plainCopy(content))
          if (changed !== null) content = plainCopy(changed)
          return plainCopy(content)
        }),
    }
  }

  return {
    join,
    stored: () => plainCopy(content),
    plant(value) {
      content = plainCopy(value)
    },
  }
}
