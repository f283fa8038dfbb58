import { expect, test } from 'vitest'
import { encryptedStore, memoryStore } from './index.ts'
import { memoryUnderTest } from './test-support/memory-under-test.ts'
import { storeContract } from './test-support/store-contract.ts'
import { serverWorld } from './test-support/world.ts'

const OLD = Buffer.alloc(32, 1).toString('base64')
const NEW = Buffer.alloc(32, 2).toString('base64url')
const LONG = { ttlMs: 1e9, revision: null }

storeContract({
  name: 'encrypted memory',
  open: async (processes) => {
    const open = await memoryUnderTest.open(processes)
    const [first, ...others] = open.stores.map((store) => encryptedStore(store, { secrets: [OLD] }))
    return { ...open, stores: [first ?? memoryStore(), ...others] }
  },
})

test('an encrypted store lets no token reach the store below', async () => {
  const below = memoryStore()
  const values: string[] = []
  const watched = { ...below, set: (...args: Parameters<typeof below.set>) => (values.push(args[1]), below.set(...args)) }
  const { browser } = serverWorld({ store: encryptedStore(watched, { secrets: [OLD] }) })
  await browser.signIn()
  expect((await browser.post('/refresh', { minValiditySeconds: 3600 })).status).toBe(200)
  expect(values.length).toBeGreaterThan(2)
  expect(values.filter((value) => /sekret/i.test(Buffer.from(value.split('.')[2] ?? '', 'base64').toString('latin1')))).toEqual([])
  expect(values.join()).not.toContain('sekret')
})

test('an encrypted store reads what a former secret has written, and writes with the first one', async () => {
  const below = memoryStore()
  await encryptedStore(below, { secrets: [OLD] }).set('a', 'text', LONG)
  const rotated = encryptedStore(below, { secrets: [NEW, OLD] })
  const entry = await rotated.get('a')
  expect(entry?.value).toBe('text')
  await rotated.set('a', 'text', { ttlMs: 1e9, revision: entry?.revision ?? null })
  expect((await encryptedStore(below, { secrets: [NEW] }).get('a'))?.value).toBe('text')
  expect(await encryptedStore(below, { secrets: [OLD] }).get('a')).toBeNull()
})

test('an encrypted store takes nothing that was moved from another entry, changed, cut, or never encrypted', async () => {
  const below = memoryStore()
  const store = encryptedStore(below, { secrets: [OLD] })
  await store.set('a', 'text', LONG)
  const sealed = (await below.get('a'))?.value ?? ''
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BA' : 'AA')
  for (const value of [sealed, changed, sealed.slice(0, 20), 'e1', 'e1.x.y', 'text', '']) {
    await below.delete('b')
    await below.set('b', value, LONG)
    expect(await store.get('b')).toBeNull()
  }
  await below.delete('b')
  await below.set('b', sealed, LONG)
  for (const value of [changed, sealed.replace('e1', 'e2')]) {
    await below.delete('a')
    await below.set('a', value, LONG)
    expect(await store.get('a')).toBeNull()
  }
})

test('an encrypted store never encrypts the same twice alike', async () => {
  const below = memoryStore()
  const store = encryptedStore(below, { secrets: [OLD] })
  const written = async (): Promise<string | undefined> => {
    await store.delete('a')
    await store.set('a', 'text', LONG)
    return (await below.get('a'))?.value
  }
  expect(await written()).not.toBe(await written())
})

test.each(['', 'short', Buffer.alloc(31).toString('base64'), 'ö'.repeat(43)])('an encrypted store refuses the secret "%s"', (secret) => {
  let message = ''
  try {
    encryptedStore(memoryStore(), { secrets: [NEW, secret] })
  } catch (error) {
    message = error instanceof TypeError ? error.message : ''
  }
  expect(message).toContain('secrets[1] is not 32 bytes')
  expect(message.replace('secrets', '')).not.toMatch(secret === '' ? /^$/ : secret)
})
