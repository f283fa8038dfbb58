import { createAsyncStoragePersister } from '@tanstack/query-async-storage-persister'
import { experimental_createQueryPersister, persistQueryClient } from '@tanstack/query-persist-client-core'
import { createSyncStoragePersister } from '@tanstack/query-sync-storage-persister'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attachSession } from './attach-session.ts'
import { MARKER } from './test-support/marker.ts'
import { queryCore } from './test-support/query-core.ts'
import { ANOTHER, openStage } from './test-support/stage.ts'

const core = await queryCore('5.108')

/** localStorage, as far as persisters know it; `slow`: as IndexedDB, where writing takes its time. */
function createStorage(slow = false) {
  const kept = new Map<string, string>()
  const moment = async () => (slow ? new Promise((resolve) => setTimeout(resolve, 1)) : undefined)
  return {
    kept,
    text: () => JSON.stringify([...kept]),
    sync: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
    async: {
      getItem: async (key: string) => kept.get(key) ?? null,
      async setItem(key: string, value: string) {
        await moment()
        kept.set(key, value)
      },
      async removeItem(key: string) {
        kept.delete(key)
      },
      entries: async () => [...kept],
    },
  }
}

const persisters = {
  sync: (storage: ReturnType<typeof createStorage>) => createSyncStoragePersister({ storage: storage.sync }),
  async: (storage: ReturnType<typeof createStorage>) => createAsyncStoragePersister({ storage: storage.async }),
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The world's time and that of TanStack Query's timers. */
async function pass({ world }: { readonly world: { advance(duration: '1s'): Promise<void> } }, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await world.advance('1s')
    await vi.advanceTimersByTimeAsync(1000)
  }
}

async function opened(options: Parameters<typeof openStage>[1]) {
  const opening = openStage(core, options)
  await vi.advanceTimersByTimeAsync(100)
  return opening
}

async function ended(stage: Awaited<ReturnType<typeof opened>>) {
  const ending = stage.end()
  await vi.advanceTimersByTimeAsync(100)
  await ending
}

describe.each(['sync', 'async'] as const)('a client persisted by the %s persister', (kind) => {
  it('is removed on an end, with what was being written at that moment', async () => {
    const storage = createStorage(kind === 'async')
    const persister = persisters[kind](storage)
    const stage = await opened({ attach: { persisters: [persister] } })
    const [unsubscribe, restored] = persistQueryClient({ queryClient: stage.client, persister })
    await restored
    stage.client.setQueryData(['a'], MARKER)
    await pass(stage, 2)
    expect(storage.text()).toContain(MARKER)
    stage.client.setQueryData(['b'], MARKER)
    unsubscribe()
    await ended(stage)
    await pass(stage, 5)
    expect(storage.text()).not.toContain(MARKER)
  })

  it('that is read late gives nobody’s data to the next user', async () => {
    const storage = createStorage()
    const persister = persisters[kind](storage)
    const stage = await opened({ attach: { persisters: [persister] } })
    const before = new core.QueryClient()
    before.setQueryData(['a'], MARKER)
    await persister.persistClient({ timestamp: Date.now(), buster: '', clientState: core.dehydrate(before) })
    await pass(stage, 2)
    const reading = Promise.withResolvers<void>()
    const slow = {
      ...persister,
      async restoreClient() {
        const client = await persister.restoreClient()
        await reading.promise
        return client
      },
    }
    const [, restored] = persistQueryClient({ queryClient: stage.client, persister: slow })
    await ended(stage)
    const signing = stage.signIn(ANOTHER)
    await pass(stage, 1)
    await signing
    reading.resolve()
    await restored
    await pass(stage, 5)
    expect([stage.client.getQueryData(['a']), storage.text().includes(MARKER)]).toEqual([undefined, false])
  })

  it('of somebody who is not signed in any more is removed when the page finds nobody, and runs none of its mutations', async () => {
    const storage = createStorage()
    const persister = persisters[kind](storage)
    const sent: unknown[] = []
    const before = new core.QueryClient()
    before.setQueryData(['a'], MARKER)
    core.onlineManager.setOnline(false)
    void new core.MutationObserver(before, { mutationKey: ['note'], mutationFn: async () => {} }).mutate()
    await vi.advanceTimersByTimeAsync(1)
    await persister.persistClient({ timestamp: Date.now(), buster: '', clientState: core.dehydrate(before) })
    core.onlineManager.setOnline(true)
    await vi.advanceTimersByTimeAsync(2000)
    expect(storage.text()).toContain(MARKER)

    vi.stubGlobal('window', globalThis)
    const stage = await opened({ world: { signedIn: false }, restored: false, attach: { persisters: [persister] } })
    stage.client.setMutationDefaults(['note'], { mutationFn: async (variables: unknown) => sent.push(variables) })
    const [, restored] = persistQueryClient({ queryClient: stage.client, persister })
    await restored
    void stage.client.resumePausedMutations()
    await pass(stage, 3)
    expect(stage.state().status).toBe('signed-out')
    const signing = stage.signIn(ANOTHER)
    await pass(stage, 3)
    await signing
    expect([sent, stage.client.getQueryData(['a']), storage.text().includes(MARKER)]).toEqual([[], undefined, false])
    vi.unstubAllGlobals()
  })
})

describe('queries persisted one by one', () => {
  it('are removed on an end, and none is written afterwards', async () => {
    const storage = createStorage(true)
    const persister = experimental_createQueryPersister({ storage: storage.async })
    const stage = await opened({ attach: { persisters: [persister] } })
    const ask = (key: string) =>
      stage.client.prefetchQuery({ queryKey: [key], queryFn: async () => MARKER, persister: persister.persisterFn })
    await ask('a')
    await pass(stage, 1)
    expect(storage.text()).toContain(MARKER)
    void ask('b')
    await ended(stage)
    await pass(stage, 5)
    expect(storage.text()).toBe('[]')
  })

  it('do not come back into a query that is shown when the session ends', async () => {
    const storage = createStorage()
    const persister = experimental_createQueryPersister({ storage: storage.async })
    const stage = await opened({ attach: { persisters: [persister] } })
    const queryFn = async () => (stage.state().status === 'signed-in' ? `${MARKER} of ${stage.state().user?.name}` : 'nobody’s')
    const observer = new core.QueryObserver(stage.client, { queryKey: ['a'], queryFn, persister: persister.persisterFn })
    const results: unknown[] = []
    const unsubscribe = observer.subscribe(({ data }) => results.push(data))
    await pass(stage, 1)
    expect([results.at(-1), storage.text()]).toEqual([`${MARKER} of Ada`, expect.stringContaining(MARKER)])
    results.length = 0
    await ended(stage)
    await pass(stage, 3)
    expect([results.filter((data) => data !== undefined), storage.text()]).toEqual([[], '[]'])
    const signing = stage.signIn(ANOTHER)
    await pass(stage, 1)
    await signing
    await pass(stage, 1)
    expect(results.at(-1)).toBe(`${MARKER} of Grace`)
    unsubscribe()
  })
})

describe('a copy', () => {
  it('is emptied once on an end, once more when late writes are done, and not after the undo', async () => {
    const removeClient = vi.fn()
    const stage = await opened({ attach: { persisters: [{ removeClient }] } })
    await ended(stage)
    expect(removeClient).toHaveBeenCalledTimes(1)
    await pass(stage, 3)
    expect(removeClient).toHaveBeenCalledTimes(2)
    const signing = stage.signIn()
    await pass(stage, 1)
    await signing
    await pass(stage, 3)
    expect(removeClient).toHaveBeenCalledTimes(3)
    await ended(stage)
    stage.detach()
    await pass(stage, 3)
    expect(removeClient).toHaveBeenCalledTimes(4)
  })
})

describe('a copy that cannot be emptied', () => {
  it('is heard of where the app hears of what nobody caught', async () => {
    const stage = await opened({})
    const failure = new Error('quota')
    const heard = vi.fn()
    process.on('unhandledRejection', heard)
    attachSession(stage.client, stage.session, { persisters: [{ removeClient: () => Promise.reject(failure) }] })
    await ended(stage)
    vi.useRealTimers()
    await new Promise((resolve) => setTimeout(resolve, 0))
    process.off('unhandledRejection', heard)
    expect(heard.mock.calls[0]?.[0]).toBe(failure)
  })
})
