import { describe, expect, test } from 'vitest'
import { memoryStore } from './index.ts'
import { storeLeases } from './leases.ts'
import type { SessionStore } from './store.ts'
import { settled } from './test-support/waiting.ts'

const LEASE_MS = 60_000

function twoProcesses(change: (store: SessionStore) => Partial<SessionStore> = () => ({})) {
  let at = 0
  const store = memoryStore({ now: () => at })
  const one = storeLeases({ ...store, ...change(store) }, LEASE_MS)
  return { store, one, other: storeLeases(store, LEASE_MS), advance: (ms: number) => void (at += ms) }
}

/** Whether a promise has been kept by the time that everything that can go on has gone on. */
async function isKept(promise: Promise<unknown>): Promise<boolean> {
  let kept = false
  void promise.then(() => (kept = true))
  await settled()
  return kept
}

describe('a lease', () => {
  test('is one process’s alone until it is released, and then the next one’s at once', async () => {
    const { one, other } = twoProcesses()
    const lease = await one.acquire('a')
    const waiting = other.acquire('a')
    expect(await isKept(waiting)).toBe(false)
    expect(await other.acquire('b')).not.toBeNull()
    await lease?.release()
    expect(await isKept(waiting)).toBe(true)
    expect(await waiting).not.toBeNull()
  })

  test('is over by itself, and its former holder takes nothing from the next one by releasing late', async () => {
    const { one, other, advance, store } = twoProcesses()
    const late = await one.acquire('a')
    advance(LEASE_MS)
    expect(await other.acquire('a')).not.toBeNull()
    const held = await store.get('a')
    await late?.release()
    expect(await store.get('a')).toEqual(held)
  })

  test('is its process’s again when the answer that gave it was lost', async () => {
    let lost = true
    const { one, advance, other } = twoProcesses((store) => ({
      set: async (...args) => {
        const wrote = await store.set(...args)
        if (!lost) return wrote
        lost = false
        throw new Error('the answer was lost')
      },
    }))
    await expect(one.acquire('a')).rejects.toThrow('the answer was lost')
    advance(LEASE_MS - 1)
    expect(await one.acquire('a')).not.toBeNull()
    advance(LEASE_MS - 1)
    expect(await isKept(other.acquire('a'))).toBe(false)
  })

  test('that cannot be released is no failure of the work done under it', async () => {
    const { one } = twoProcesses(() => ({ publish: () => Promise.reject(new Error('store down')) }))
    const lease = await one.acquire('a')
    await expect(lease?.release()).resolves.toBeUndefined()
  })
})
