import { describe, expect, test } from 'vitest'
import { memoryStore } from './memory-store.ts'

const LONG = { ttlMs: 1e9, revision: null }

describe('a memory store that is full', () => {
  test('drops what is over and no session', async () => {
    let at = 0
    const store = memoryStore({ now: () => at, maxEntries: 2 })
    await store.set('over', '1', { ttlMs: 10, revision: null })
    await store.set('session', '1', { ...LONG, tags: ['sub:ada'] })
    at = 10
    await store.set('second', '1', LONG)
    await expect(store.set('third', '1', LONG)).rejects.toThrow('memoryStore is full')
    expect([(await store.get('session'))?.value, (await store.get('second'))?.value]).toEqual(['1', '1'])
    expect(await store.findByTag('sub:ada')).toEqual(['session'])
  })

  test('lets the oldest expendable entry give way to a new one, and never to a session', async () => {
    const store = memoryStore({ maxEntries: 2 })
    for (const key of ['session', 'second']) await store.set(key, '1', LONG)
    for (const key of ['oldest', 'older', 'newer']) expect(await store.set(key, '1', { ...LONG, expendable: true })).toBe(true)
    await expect(store.set('third', '1', LONG)).rejects.toThrow('memoryStore is full')
    const held = await Promise.all(['session', 'second', 'oldest', 'older', 'newer'].map((key) => store.get(key)))
    expect(held.map((entry) => entry !== null)).toEqual([true, true, false, true, true])
  })

  test('takes every write over an entry that it has, and new ones once there is room', async () => {
    const store = memoryStore({ maxEntries: 1 })
    await store.set('a', '1', LONG)
    expect(await store.set('a', '2', { ttlMs: 1e9, revision: (await store.get('a'))?.revision ?? null })).toBe(true)
    expect(await store.set('a', '3', LONG)).toBe(false)
    await store.delete('a')
    expect(await store.set('b', '1', LONG)).toBe(true)
  })

  test('no longer drops an entry that was written anew as one to keep', async () => {
    const store = memoryStore({ maxEntries: 1 })
    await store.set('a', '1', { ...LONG, expendable: true })
    await store.set('a', '2', { ttlMs: 1e9, revision: (await store.get('a'))?.revision ?? null })
    await store.set('b', '1', { ...LONG, expendable: true })
    await store.set('c', '1', { ...LONG, expendable: true })
    expect((await store.get('a'))?.value).toBe('2')
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses to be of the size %s', (maxEntries) => {
    expect(() => memoryStore({ maxEntries })).toThrow('maxEntries')
  })
})
