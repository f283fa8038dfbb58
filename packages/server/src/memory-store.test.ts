import { expect, test } from 'vitest'
import { memoryStore } from './memory-store.ts'

const forEver = { ttlMs: 1e9, revision: null }

test('the memory store writes only over the revision that was read', async () => {
  const store = memoryStore()
  expect(await store.set('a', '1', forEver)).toBe(true)
  expect(await store.set('a', '2', forEver)).toBe(false)
  const read = await store.get('a')
  expect(await store.set('a', '2', { ttlMs: 1e9, revision: read?.revision ?? null })).toBe(true)
  expect(await store.set('a', '3', { ttlMs: 1e9, revision: read?.revision ?? null })).toBe(false)
  expect(await store.get('a')).toMatchObject({ value: '2' })
})

test('the memory store never shows a revision again after a delete', async () => {
  const store = memoryStore()
  await store.set('a', '1', forEver)
  const before = await store.get('a')
  expect(await store.delete('a')).toBe(true)
  expect(await store.delete('a')).toBe(false)
  await store.set('a', '1', forEver)
  expect((await store.get('a'))?.revision).not.toBe(before?.revision)
})

test('the memory store forgets entries at the end of their time', async () => {
  let at = 0
  const store = memoryStore({ now: () => at })
  await store.set('a', '1', { ttlMs: 10, revision: null })
  at = 9
  expect(await store.get('a')).not.toBeNull()
  at = 10
  expect(await store.get('a')).toBeNull()
  expect(await store.set('a', '2', { ttlMs: 10, revision: null })).toBe(true)
})
