import { fromBase64, toBase64 } from './base64.ts'
import type { Seal } from './seal.ts'
import type { DraftStorage } from './session-draft-options.ts'

/** Texts in a tab's storage that cannot be read there: neither what they say nor what they are called. Only their age is told. */
export interface SealedRecords {
  /** Random, made for this tab: what keys are derived with. null when nothing can be stored. */
  salt(): Uint8Array<ArrayBuffer> | null
  /** @throws whatever the storage throws: it is full, or forbidden. What stood there under this id stays then. */
  put(id: string, text: string, seal: Seal): void
  remove(id: string): void
  /** Everything that `seal` opens, newest first. What it does not open is somebody else's, and goes. */
  open(seal: Seal): readonly OpenedRecord[]
  count(): number
  clear(): void
  /** Milliseconds until the oldest one is too old; null when there is none. Those that are too old already go. */
  nextExpiryMs(): number | null
}

export interface OpenedRecord {
  readonly id: string
  readonly savedAt: number
  readonly text: string
}

const FORMAT = 1

interface RecordsSetting {
  readonly sessionName: string
  /** null where the browser forbids it. Asked when it is first needed. */
  readonly storage: () => DraftStorage | null
  /** On the session's clock, as `maxAgeMs`. */
  readonly now: () => number
  readonly maxAgeMs: number
}

export function sealedRecords({ sessionName, storage: tabs, now, maxAgeMs }: RecordsSetting): SealedRecords {
  const saltName = `stillhere/${FORMAT}/${sessionName}/draft-salt`
  const prefix = `stillhere/${FORMAT}/${sessionName}/draft/`

  function ids(): readonly string[] {
    const storage = tabs()
    const names = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
    return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  }

  function read(id: string): { readonly savedAt: number; readonly sealed: string } {
    const [savedAt, sealed = ''] = (tabs()?.getItem(prefix + id) ?? '').split('.')
    return { savedAt: Number(savedAt), sealed }
  }

  const remove = (id: string) => tabs()?.removeItem(prefix + id)
  /** Whatever has no age counts as too old. */
  const leftMs = (id: string) => read(id).savedAt + maxAgeMs - now() || 0

  /** Those that are not too old; the others go. */
  function young(): readonly string[] {
    return ids().filter((id) => {
      if (leftMs(id) > 0) return true
      remove(id)
      return false
    })
  }

  return {
    salt() {
      try {
        const storage = tabs()
        const known = storage?.getItem(saltName)
        if (known) return fromBase64(known)
        const fresh = crypto.getRandomValues(new Uint8Array(16))
        storage?.setItem(saltName, toBase64(fresh))
        return storage === null ? null : fresh
      } catch {
        return null
      }
    },
    put(id, text, seal) {
      const savedAt = Math.round(now())
      tabs()?.setItem(prefix + id, `${savedAt}.${seal.close(text, place(id, savedAt))}`)
    },
    remove,
    open(seal) {
      const opened: OpenedRecord[] = []
      for (const id of young()) {
        const { savedAt, sealed } = read(id)
        const text = seal.open(sealed, place(id, savedAt))
        if (text === null) remove(id)
        else opened.push({ id, savedAt, text })
      }
      return opened.sort((a, b) => b.savedAt - a.savedAt)
    },
    count: () => ids().filter((id) => leftMs(id) > 0).length,
    clear() {
      for (const id of ids()) remove(id)
    },
    nextExpiryMs() {
      const left = young().map(leftMs)
      return left.length === 0 ? null : Math.min(...left)
    },
  }

  function place(id: string, savedAt: number): string {
    return `${prefix}${id}.${savedAt}`
  }
}
