import { parse } from 'devalue'
import type { Holding, Holds } from './holds.ts'
import type { Seal } from './seal.ts'
import type { SealedRecords } from './sealed-records.ts'

/** What was kept, and no form on this page holds. Its identity stays while it is offered. */
export interface Offer {
  readonly id: string
  readonly value: unknown
}

/** What is offered to the forms that are there; of the others nothing is in memory. */
export interface Offers {
  look(seal: Seal): void
  isEmpty(): boolean
  first(key: string): Offer | null
  /** Offers it no longer; its record stays. */
  take(key: string): Offer | null
  /** No form is there any more. */
  forget(key: string): void
  clear(): void
}

/** Of one key; older ones go. */
const MOST_OFFERS = 5

export function createOffers(records: SealedRecords, holds: Holds): Offers {
  let offers = new Map<string, readonly Offer[]>()

  return {
    look(seal) {
      const known = new Map([...offers.values()].flat().map((offer) => [offer.id, offer]))
      offers = new Map()
      for (const { id, text } of records.open(seal)) {
        const record = holds.isLive(id) ? null : readRecord(text)
        const holding = record && holds.ofKey(record.key)
        if (!record || !holding) continue
        const ofKey = offers.get(record.key) ?? []
        const offer = known.get(id) ?? earned(id, record.value, holding)
        if (offer === null || ofKey.length === MOST_OFFERS) records.remove(id)
        else offers.set(record.key, [...ofKey, offer])
      }
    },
    isEmpty: () => offers.size === 0,
    first: (key) => offers.get(key)?.[0] ?? null,
    take(key) {
      const [offer = null, ...others] = offers.get(key) ?? []
      offers.set(key, others)
      if (others.length === 0) offers.delete(key)
      return offer
    },
    forget(key) {
      if (!holds.ofKey(key)) offers.delete(key)
    },
    clear: () => offers.clear(),
  }
}

function readRecord(text: string): { readonly key: string; readonly value: unknown } | null {
  const record = parsed(text)
  if (typeof record !== 'object' || record === null || !('key' in record) || !('value' in record)) return null
  return typeof record.key === 'string' ? { key: record.key, value: record.value } : null
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return null
  }
}

/** What an older build kept may be of no use to this one. */
function earned(id: string, kept: unknown, holding: Holding): Offer | null {
  try {
    const value = holding.parse(kept) ?? null
    return value === null ? null : { id, value }
  } catch {
    return null
  }
}
