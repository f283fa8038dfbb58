import { describe, expect, it, vi } from 'vitest'
import { browserFacts } from './facts-storage.ts'

const name = () => `facts-${crypto.randomUUID()}`
const count = (stored: unknown) => ({
  n: (typeof stored === 'object' && stored !== null && 'n' in stored && typeof stored.n === 'number' ? stored.n : 0) + 1,
})

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function database(called: string, version: number, upgrade: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open(called, version)
  request.onupgradeneeded = () => upgrade(request.result)
  return settled(request)
}

function factory(open: (called: string) => unknown) {
  return { document, indexedDB: { open } as unknown as IDBFactory }
}

describe('browserFacts', () => {
  it('answers null before anything is stored, and then what every tab stored last', async () => {
    const called = name()
    const frame = document.body.appendChild(document.createElement('iframe'))
    const [here, there] = [browserFacts(called), browserFacts(called, frame.contentWindow ?? {})]
    expect(await here.read()).toBeNull()
    expect(await here.update(() => ({ revision: 1 }))).toEqual({ revision: 1 })
    expect(await there.read()).toEqual({ revision: 1 })
    expect(await there.update(() => null)).toEqual({ revision: 1 })
    expect([here.kind, there.kind]).toEqual(['indexeddb', 'indexeddb'])
    frame.remove()
  })

  it('loses no update of two tabs that write at once', async () => {
    const called = name()
    const tabs = [browserFacts(called), browserFacts(called)]
    await Promise.all(tabs.flatMap((tab) => Array.from({ length: 50 }, () => tab.update(count))))
    expect(await tabs[0]?.read()).toEqual({ n: 100 })
  })

  it('opens the database when it is first wanted, and once', async () => {
    const open = vi.fn((called: string, version?: number) => indexedDB.open(called, version))
    const facts = browserFacts(name(), factory(open))
    expect(facts.kind).toBe('indexeddb')
    expect(open).not.toHaveBeenCalled()
    await Promise.all([facts.read(), facts.update(count), facts.read()])
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('makes way for another version of the app, and opens again afterwards', async () => {
    const called = name()
    const facts = browserFacts(called)
    await facts.update(count)
    await settled(indexedDB.deleteDatabase(called))
    expect(await facts.read()).toBeNull()
    expect(await facts.update(count)).toEqual({ n: 1 })
    expect(facts.kind).toBe('indexeddb')
  })

  it('opens again when the connection turns out to be closed', async () => {
    const connections: IDBDatabase[] = []
    const open = (called: string, version?: number) => {
      const request = indexedDB.open(called, version)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    }
    const facts = browserFacts(name(), factory(open))
    await facts.update(count)
    connections[0]?.close()
    expect(await facts.update(count)).toEqual({ n: 2 })
    expect(connections).toHaveLength(2)
  })

  it.each<[string, Parameters<typeof browserFacts>[1]]>([
    ['is missing', { document }],
    [
      'throws when it is touched',
      {
        document,
        get indexedDB(): IDBFactory {
          throw new DOMException('insecure', 'SecurityError')
        },
      },
    ],
    [
      'throws when it is opened',
      factory(() => {
        throw new DOMException('insecure', 'SecurityError')
      }),
    ],
    ['has no page', {}],
  ])('P-27 goes on in memory where IndexedDB %s', async (_, platform) => {
    const facts = browserFacts(name(), platform)
    expect(await facts.read()).toBeNull()
    expect(await facts.update(count)).toEqual({ n: 1 })
    expect(await facts.update(count)).toEqual({ n: 2 })
    expect(await facts.update(() => null)).toEqual({ n: 2 })
    expect(await facts.read()).toEqual({ n: 2 })
    expect(facts.kind).toBe('memory')
  })

  it('P-27 goes on in memory where the request fails', async () => {
    const called = name()
    const newer = await database(called, 2, () => {})
    const facts = browserFacts(called)
    expect(await facts.update(count)).toEqual({ n: 1 })
    expect([await facts.read(), facts.kind]).toEqual([{ n: 1 }, 'memory'])
    newer.close()
  })

  it('P-27 goes on in memory, with what it read last, where the write is aborted', async () => {
    const called = name()
    const other = await database(called, 1, (opened) => opened.createObjectStore('facts').createIndex('n', 'n', { unique: true }))
    const facts = browserFacts(called)
    const reader = browserFacts(called)
    await facts.update(count)
    await reader.read()
    await settled(other.transaction('facts', 'readwrite').objectStore('facts').put({ n: 2 }, 'in the way'))
    expect(await facts.update(count)).toEqual({ n: 2 })
    expect(await facts.update(count)).toEqual({ n: 3 })
    expect(await reader.update(count)).toEqual({ n: 2 })
    expect([facts.kind, reader.kind]).toEqual(['memory', 'memory'])
    expect(await browserFacts(called).read()).toEqual({ n: 1 })
    other.close()
  })

  it('goes on in memory where the value cannot be stored', async () => {
    const facts = browserFacts(name())
    const unstorable = { say: () => 'no' }
    expect(await facts.update(() => unstorable)).toBe(unstorable)
    expect(facts.kind).toBe('memory')
  })

  it('answers null while the database hangs, says so, and is back when it no longer does', async () => {
    const called = name()
    const other = await database(called, 1, (opened) => opened.createObjectStore('facts'))
    const deleted = settled(indexedDB.deleteDatabase(called))
    const facts = browserFacts(called, globalThis, { readMs: 20 })
    expect([await facts.read(), facts.kind]).toEqual([null, 'memory'])
    other.close()
    await deleted
    const patient = browserFacts(called)
    await patient.update(count)
    await vi.waitFor(async () => expect(await facts.read()).toEqual({ n: 1 }))
    expect(facts.kind).toBe('indexeddb')
  })

  it('stays in memory once it had to write there, and writes nothing late', async () => {
    const called = name()
    const other = await database(called, 1, (opened) => opened.createObjectStore('facts'))
    const deleted = settled(indexedDB.deleteDatabase(called))
    const facts = browserFacts(called, globalThis, { updateMs: 20 })
    expect(await facts.update(count)).toEqual({ n: 1 })
    other.close()
    await deleted
    expect(await browserFacts(called).read()).toBeNull()
    expect([await facts.update(count), facts.kind]).toEqual([{ n: 2 }, 'memory'])
  })

  it('passes on what the change itself throws, and stores nothing of it', async () => {
    const facts = browserFacts(name())
    const failure = new Error('of the change')
    await facts.update(count)
    await expect(
      facts.update(() => {
        throw failure
      }),
    ).rejects.toBe(failure)
    expect([await facts.read(), facts.kind]).toEqual([{ n: 1 }, 'indexeddb'])
  })
})
