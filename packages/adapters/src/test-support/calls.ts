import { expect } from 'vitest'

/** What the session hands to every method of a backend. */
export const call = () => ({ signal: new AbortController().signal })

/** A refresh by the machine that takes any token. */
export const refresh = () => ({ ...call(), presence: false, minValidityMs: 0 })

/** An answer that the session lives and its token for so long. */
export const live = (ms: number): unknown => expect.objectContaining({ status: 'live', endsIn: { 'token-expired': `${ms}ms` } })
