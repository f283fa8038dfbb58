import { stringify } from 'devalue'
import { type NotStorable, reportNotStorable } from './not-storable.ts'
import type { Seal } from './seal.ts'
import type { SealedRecords } from './sealed-records.ts'
import type { UnsavedWork } from './session-draft-options.ts'

/** Whose text it is, and what seals it as soon as it is there. */
export interface Owner {
  readonly userId: string
  readonly seal: Seal | null
}

/** A form, as far as its draft goes. */
export interface Holding {
  readonly key: string
  /** null or undefined: nothing is unsaved. */
  readonly read: () => unknown
  /** Makes sure of what was kept, perhaps by an older build; null when it is of no use any more. */
  readonly parse: (value: unknown) => unknown
  /** The form may be left and come back to. */
  readonly keepOnUnmount: () => boolean
}

/** The forms on this page. Each has a record of its own, so that two of one key do not take each other's text away. */
export interface Holds {
  /** The undo says whether the session goes with the form, or the user has left the form. */
  add(holding: Holding): (how: 'session-over' | 'left', owner: Owner | null) => void
  isEmpty(): boolean
  isLive(id: string): boolean
  ofKey(key: string): Holding | null
  /**
   * Asks every form. Without a seal what they say waits for {@link Holds.settle}, and counts as saved; without an owner it is lost.
   * `renew`: what is kept already counts as written now, so that its age begins anew.
   */
  save(owner: Owner | null, renew: boolean): UnsavedWork
  isWaiting(userId: string): boolean
  /** What waited of this user is kept now, or cannot be. What waited of others does not come under this seal. */
  settle(userId: string, seal: Seal | NotStorable): UnsavedWork
  /** Nothing of what was kept is the forms' any more, and nothing waits. */
  drop(): void
}

interface Hold extends Holding {
  id: string | null
  kept: string | null
  /** Complains once until it is well again. */
  complained: boolean
}

/** Web Storage holds about five million characters, for the whole origin in this tab. */
const MAX_LENGTH = 512 * 1024

export function createHolds(records: SealedRecords): Holds {
  const holds = new Set<Hold>()
  const waiting = new Map<Hold, { readonly text: string; readonly userId: string }>()

  function complain(hold: Hold, why: NotStorable, cause?: unknown): UnsavedWork {
    if (!hold.complained) reportNotStorable(hold.key, why, cause)
    hold.complained = true
    return 'lost'
  }

  function forget(hold: Hold): void {
    if (hold.id !== null) records.remove(hold.id)
    hold.id = null
    hold.kept = null
  }

  function save(hold: Hold, owner: Owner | null, renew: boolean): UnsavedWork {
    waiting.delete(hold)
    let value: unknown
    try {
      value = hold.read() ?? null
    } catch (error) {
      return complain(hold, { what: 'read-threw' }, error)
    }
    if (value === null) {
      forget(hold)
      return 'none'
    }
    let text: string
    try {
      text = stringify({ key: hold.key, value })
    } catch (error) {
      return complain(hold, notPlain(error))
    }
    if (text.length > MAX_LENGTH) return complain(hold, { what: 'too-long', detail: String(text.length) })
    if (owner === null) return 'lost'
    if (text === hold.kept && !renew) return 'saved'
    if (owner.seal) return put(hold, text, owner.seal)
    waiting.set(hold, { text, userId: owner.userId })
    return 'saved'
  }

  function put(hold: Hold, text: string, seal: Seal): UnsavedWork {
    const id = hold.id ?? crypto.randomUUID()
    try {
      records.put(id, text, seal)
    } catch (error) {
      return complain(hold, { what: 'no-room' }, error)
    }
    hold.id = id
    hold.kept = text
    hold.complained = false
    return 'saved'
  }

  return {
    add(holding) {
      const hold: Hold = { ...holding, id: null, kept: null, complained: false }
      holds.add(hold)
      return (how, owner) => {
        if (!holds.delete(hold) || how === 'session-over') return
        if (hold.keepOnUnmount()) return void save(hold, owner, false)
        waiting.delete(hold)
        forget(hold)
      }
    },
    isEmpty: () => holds.size === 0,
    isLive: (id) => [...holds].some((hold) => hold.id === id),
    ofKey: (key) => [...holds].find((hold) => hold.key === key) ?? null,
    save: (owner, renew) => worst([...holds].map((hold) => save(hold, owner, renew))),
    isWaiting: (userId) => [...waiting.values()].some((one) => one.userId === userId),
    settle(userId, seal) {
      const theirs = [...waiting].filter(([, one]) => one.userId === userId)
      for (const [hold] of theirs) waiting.delete(hold)
      return worst(theirs.map(([hold, { text }]) => ('what' in seal ? complain(hold, seal) : put(hold, text, seal))))
    },
    drop() {
      waiting.clear()
      for (const hold of holds) hold.id = hold.kept = null
    },
  }
}

/** One text that is lost is what people have to know. */
function worst(works: readonly UnsavedWork[]): UnsavedWork {
  if (works.includes('lost')) return 'lost'
  return works.includes('saved') ? 'saved' : 'none'
}

/** Where, and not what: the error itself holds everything that was typed. */
function notPlain(error: unknown): NotStorable {
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : ''
  return { what: 'not-plain', detail: path.replace(/^\.?value/, '') }
}
