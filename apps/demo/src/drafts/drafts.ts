import type { EndReason } from '@stillhere/core'
import { seal, unseal } from './seal.ts'

/**
 * Notes that were typed and not saved, by case. While somebody is signed in they are in this tab's memory, and sealed in its session
 * storage: the key comes from the server and goes with the session, so what outlives the end can be read by nobody, until the same
 * user has signed in again and the server gives the same key.
 */
export interface Drafts {
  /** False until it is known whether there is anything to bring back. */
  isOpen(): boolean
  /** The cases that have one. */
  ids(): readonly string[]
  read(caseId: string): string | null
  /** null: nothing is unsaved any more. */
  write(caseId: string, text: string | null): void
  /** Whether the text was typed before the last sign-in or reload and nobody has touched it since. */
  isBroughtBack(caseId: string): boolean
  /** How many are sealed in this tab, whoever wrote them. */
  countSealed(): number
  /** Somebody is signed in: brings back what they typed, and removes what somebody else did. Once, or until the server gives the key. */
  open(): Promise<void>
  /** The session ends: nothing readable stays. Says what became of the texts. */
  close(reason: EndReason): 'saved' | 'lost' | 'none'
  subscribe(changed: () => void): () => void
  /** Changes whenever anything above does. */
  version(): number
}

export interface DraftsOptions {
  /** null where the browser forbids it. */
  readonly storage: Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'> | null
  /** What the names in storage begin with. */
  readonly prefix: string
  /** The key of the user who is signed in; null when the server does not give it now. */
  readonly fetchKey: () => Promise<CryptoKey | null>
}

/** What belongs to one user's time, from sign-in to the end; what is still under way then keeps its own. */
interface Term {
  readonly texts: Map<string, string>
  readonly broughtBack: Set<string>
  /** Not sealed, because there was no key or no room. */
  readonly unkept: Set<string>
  key: Promise<CryptoKey | null> | null
  opening: Promise<void> | null
  opened: boolean
  dropped: boolean
}

export function createDrafts({ storage, prefix, fetchKey }: DraftsOptions): Drafts {
  const listeners = new Set<() => void>()
  let version = 0
  let term = newTerm()

  function changed(): void {
    version += 1
    for (const listener of listeners) listener()
  }

  function sealedIds(): readonly string[] {
    const names = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
    return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  }

  async function keyOf(one: Term): Promise<CryptoKey | null> {
    one.key ??= fetchKey()
    const key = await one.key
    // The next one who needs it asks again.
    if (key === null) one.key = null
    return key
  }

  async function keep(one: Term, id: string, text: string): Promise<void> {
    one.unkept.add(id)
    const key = storage === null ? null : await keyOf(one)
    if (key === null || one.texts.get(id) !== text) return
    one.unkept.delete(id)
    const sealed = await seal(key, id, text)
    // Whoever types on seals the newer text; what was saved or dropped meanwhile stays away.
    if (one.dropped || one.texts.get(id) !== text) return
    try {
      storage?.setItem(prefix + id, sealed)
    } catch {
      one.unkept.add(id)
    }
  }

  async function bringBack(one: Term): Promise<void> {
    const ids = sealedIds()
    const key = ids.length === 0 ? null : await keyOf(one)
    if (key !== null) for (const id of ids) await bringBackOne(one, key, id)
    if (one !== term) return
    // Whoever asks next tries again.
    if (key === null && ids.length > 0) one.opening = null
    one.opened = true
    changed()
  }

  async function bringBackOne(one: Term, key: CryptoKey, id: string): Promise<void> {
    const sealed = storage?.getItem(prefix + id)
    if (sealed == null) return
    const text = await unseal(key, id, sealed)
    if (one !== term || one.texts.has(id)) return
    if (text === null) return storage?.removeItem(prefix + id)
    one.texts.set(id, text)
    one.broughtBack.add(id)
  }

  return {
    isOpen: () => term.opened,
    ids: () => [...term.texts.keys()],
    read: (id) => term.texts.get(id) ?? null,
    write(id, text) {
      term.broughtBack.delete(id)
      if (text === null) {
        term.texts.delete(id)
        term.unkept.delete(id)
        storage?.removeItem(prefix + id)
      } else {
        term.texts.set(id, text)
        void keep(term, id, text)
      }
      changed()
    },
    isBroughtBack: (id) => term.broughtBack.has(id),
    countSealed: () => sealedIds().length,
    open: () => (term.opening ??= bringBack(term)),
    close(reason) {
      const over = term
      term = newTerm()
      if (reason === 'replaced') {
        over.dropped = true
        for (const id of sealedIds()) storage?.removeItem(prefix + id)
      }
      changed()
      if (over.texts.size === 0) return 'none'
      return over.dropped || over.unkept.size > 0 ? 'lost' : 'saved'
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    version: () => version,
  }
}

function newTerm(): Term {
  return { texts: new Map(), broughtBack: new Set(), unkept: new Set(), key: null, opening: null, opened: false, dropped: false }
}
