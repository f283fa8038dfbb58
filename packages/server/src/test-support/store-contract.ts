import { afterEach, describe, expect, test } from 'vitest'
import type { SessionStore } from '../index.ts'
import { eventually } from './waiting.ts'

/** One kind of store under the contract. */
export interface StoreUnderTest {
  readonly name: string
  /** As many processes as asked for, with nothing in what they share; time stands still until it is moved. */
  open(processes: number): Promise<OpenStores>
}

export interface OpenStores {
  readonly stores: readonly [SessionStore, ...SessionStore[]]
  /** Resolves when everything that had this long or less to live is over. */
  pass(ms: number): Promise<void>
  close(): Promise<void>
}

const LONG = 3_600_000

/** What every store has to do, whatever it is made of. */
export function storeContract({ name, open }: StoreUnderTest): void {
  describe(`the ${name} store`, () => {
    const opened: OpenStores[] = []
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close()
    })
    const fresh = async (processes = 1): Promise<OpenStores> => {
      const one = await open(processes)
      opened.push(one)
      return one
    }
    const single = async (): Promise<SessionStore> => (await fresh()).stores[0]

    test('answers what was written, and null for what was not', async () => {
      const store = await single()
      expect(await store.get('a')).toBeNull()
      const text = '{"name":"Zoë – \u{1F469}\u200D\u{1F4BB}","line":"a\\nb\\u0000"}\n\0'
      expect(await store.set('a', text, { ttlMs: LONG, revision: null })).toBe(true)
      expect((await store.get('a'))?.value).toBe(text)
    })

    test('writes only over the revision that was read', async () => {
      const store = await single()
      expect(await store.set('a', '1', { ttlMs: LONG, revision: null })).toBe(true)
      expect(await store.set('a', '2', { ttlMs: LONG, revision: null })).toBe(false)
      const revision = (await store.get('a'))?.revision ?? null
      expect(await store.set('a', '2', { ttlMs: LONG, revision })).toBe(true)
      expect(await store.set('a', '3', { ttlMs: LONG, revision })).toBe(false)
      expect(await store.get('a')).toMatchObject({ value: '2' })
      expect(await store.set('b', '1', { ttlMs: LONG, revision })).toBe(false)
    })

    test('lets one of many writers through, over all processes', async () => {
      const { stores } = await fresh(3)
      for (const revision of [null, 'present'] as const) {
        const expected = revision === null ? null : ((await stores[0].get('a'))?.revision ?? null)
        const writers = Array.from({ length: 30 }, (_, at) => stores[at % stores.length] ?? stores[0])
        const wrote = await Promise.all(
          writers.map((store, at) => store.set('a', `${revision} ${at}`, { ttlMs: LONG, revision: expected })),
        )
        expect(wrote.filter(Boolean)).toHaveLength(1)
        expect((await stores[0].get('a'))?.value).toBe(`${revision} ${wrote.indexOf(true)}`)
      }
    })

    test('never shows a revision again after a delete', async () => {
      const store = await single()
      await store.set('a', '1', { ttlMs: LONG, revision: null })
      const before = (await store.get('a'))?.revision ?? null
      expect(await store.delete('a')).toBe(true)
      expect(await store.delete('a')).toBe(false)
      await store.set('a', '1', { ttlMs: LONG, revision: null })
      expect((await store.get('a'))?.revision).not.toBe(before)
      expect(await store.set('a', '2', { ttlMs: LONG, revision: before })).toBe(false)
    })

    test('forgets an entry at the end of its time, its tags with it, and takes a new one in its place', async () => {
      const { stores, pass } = await fresh()
      const [store] = stores
      await store.set('a', '1', { ttlMs: 50, revision: null, tags: ['sub:ada'] })
      await store.set('b', '1', { ttlMs: LONG, revision: null, tags: ['sub:ada'] })
      await pass(50)
      expect(await store.findByTag('sub:ada')).toEqual(['b'])
      expect(await store.get('a')).toBeNull()
      expect(await store.delete('a')).toBe(false)
      expect(await store.set('a', '2', { ttlMs: LONG, revision: null })).toBe(true)
      expect(await store.findByTag('sub:ada')).toEqual(['b'])
    })

    test('deletes on the terms of a write with a time to live of nothing', async () => {
      const store = await single()
      await store.set('a', '1', { ttlMs: LONG, revision: null, tags: ['sub:ada'] })
      const revision = (await store.get('a'))?.revision ?? null
      expect(await store.set('a', '', { ttlMs: 0, revision: null })).toBe(false)
      expect(await store.set('a', '', { ttlMs: 0, revision, tags: ['sub:ada'] })).toBe(true)
      expect([await store.get('a'), await store.findByTag('sub:ada'), await store.delete('a')]).toEqual([null, [], false])
    })

    test('counts the time to live from the last write', async () => {
      const { stores, pass } = await fresh()
      const [store] = stores
      await store.set('a', '1', { ttlMs: 50, revision: null, tags: ['sub:ada'] })
      await store.set('a', '2', { ttlMs: LONG, revision: (await store.get('a'))?.revision ?? null, tags: ['sub:ada'] })
      await pass(50)
      expect((await store.get('a'))?.value).toBe('2')
      expect(await store.findByTag('sub:ada')).toEqual(['a'])
    })

    test('finds every entry by each of its tags, from every process', async () => {
      const { stores } = await fresh(2)
      await stores[0].set('a', '1', { ttlMs: LONG, revision: null, tags: ['sub:ada', 'sid:1', 'sid:1'] })
      await stores[0].set('b', '1', { ttlMs: LONG, revision: null, tags: ['sub:ada', 'sid:2'] })
      for (const store of stores) {
        expect([...(await store.findByTag('sub:ada'))].sort()).toEqual(['a', 'b'])
        expect(await store.findByTag('sid:1')).toEqual(['a'])
        expect(await store.findByTag('sub:')).toEqual([])
        expect(await store.findByTag('a')).toEqual([])
      }
    })

    test('keeps the tags of the last write that succeeded, and of no other', async () => {
      const store = await single()
      const tags = async (): Promise<unknown> => Promise.all(['x', 'y', 'z'].map((tag) => store.findByTag(tag)))
      await store.set('a', '1', { ttlMs: LONG, revision: null, tags: ['x', 'y'] })
      await store.set('a', '2', { ttlMs: LONG, revision: null, tags: ['z'] })
      expect(await tags()).toEqual([['a'], ['a'], []])
      await store.set('a', '2', { ttlMs: LONG, revision: (await store.get('a'))?.revision ?? null, tags: ['y', 'z'] })
      expect(await tags()).toEqual([[], ['a'], ['a']])
      await store.set('a', '3', { ttlMs: LONG, revision: (await store.get('a'))?.revision ?? null })
      expect(await tags()).toEqual([[], [], []])
      await store.set('a', '4', { ttlMs: LONG, revision: (await store.get('a'))?.revision ?? null, tags: ['x'] })
      await store.delete('a')
      expect(await tags()).toEqual([[], [], []])
    })

    test('tells a message to all who listen to its topic, in all processes, and to nobody else', async () => {
      const { stores } = await fresh(2)
      const heard: string[] = []
      stores.forEach((store, at) => {
        store.subscribe('ends', (message) => heard.push(`${at} ends ${message}`))
        store.subscribe('other', (message) => heard.push(`${at} other ${message}`))
      })
      stores[0].subscribe('ends', (message) => heard.push(`again ${message}`))
      // Listening may take a moment to reach the others, so the first message is repeated until it is heard everywhere.
      await eventually(async () => {
        await stores[0].publish('ends', 'ready')
        return ['0 ends ready', '1 ends ready'].every((line) => heard.includes(line))
      })
      await settled(stores[0], stores)
      heard.length = 0
      await stores[0].publish('ends', 'Zoë 1')
      await eventually(() => heard.length >= 3)
      expect([...heard].sort()).toEqual(['0 ends Zoë 1', '1 ends Zoë 1', 'again Zoë 1'])
    })

    test('tells nothing to whom has stopped listening, and goes on telling the others', async () => {
      const store = await single()
      const heard: string[] = []
      const listener = (message: string): void => void heard.push(message)
      const stop = store.subscribe('ends', listener)
      store.subscribe('ends', () => {
        throw new Error('a listener that fails')
      })
      store.subscribe('ends', listener)
      await eventually(async () => {
        await store.publish('ends', 'ready')
        return heard.includes('ready')
      })
      await settled(store, [store])
      stop()
      stop()
      heard.length = 0
      await store.publish('ends', 'go')
      await settled(store, [store])
      expect(heard).toEqual(['go'])
    })
  })
}

/** All that was published before has been heard by now: messages keep their order. */
async function settled(from: SessionStore, all: readonly SessionStore[]): Promise<void> {
  const waiting = new Set(all)
  const stops = all.map((store) => store.subscribe('settled', () => void waiting.delete(store)))
  await eventually(async () => {
    await from.publish('settled', '')
    return waiting.size === 0
  })
  for (const stop of stops) stop()
}
