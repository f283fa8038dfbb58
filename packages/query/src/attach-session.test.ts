import { createFixedSession } from '@stillhere/core/testing'
import { describe, expect, it } from 'vitest'
import { attachSession } from './attach-session.ts'
import { VERSIONS, queryCore } from './test-support/query-core.ts'
import { openStage, status } from './test-support/stage.ts'

/** All that others can see of a client’s settings. */
function settings(client: Awaited<ReturnType<typeof openStage>>['client']) {
  const caches = [client.getQueryCache(), client.getMutationCache()]
  return [client.getDefaultOptions(), ...caches.flatMap((cache) => [cache.config, cache.hasListeners()]), Object.keys(client)]
}

describe.each(VERSIONS)('with query-core %s, the undo', async (version) => {
  const core = await queryCore(version)

  it('puts back what it found, what others have set since included', async () => {
    const stage = await openStage(core)
    stage.detach()
    const queryFn = async () => 'first'
    const mutationFn = async () => 'written'
    const client = new core.QueryClient({ defaultOptions: { queries: { staleTime: 1 } } })
    await client.prefetchQuery({ queryKey: ['a'], queryFn, retry: 1 })
    const mutation = client.getMutationCache().build(client, { mutationFn, retry: 1 })
    const query = client.getQueryCache().getAll()[0]
    const before = settings(client)

    const detach = attachSession(client, stage.session)
    expect(query?.options.queryFn).not.toBe(queryFn)
    const later = async () => 'second'
    await client.fetchQuery({ queryKey: ['a'], queryFn: later, retry: 2, staleTime: 0 })
    detach()
    detach()

    expect(settings(client)).toEqual(before)
    expect([query?.options.queryFn, query?.options.retry, mutation.options.mutationFn, mutation.options.retry]).toEqual([
      later,
      2,
      mutationFn,
      1,
    ])
    expect(Object.getOwnPropertyDescriptor(query ?? {}, 'options')).toMatchObject({ configurable: true, enumerable: true, writable: true })
  })

  it('lets those go that wait, and the session has no more say', async () => {
    const stage = await openStage(core, { world: { policy: { inactivity: '15m' } }, attach: { pauseWhileWarning: true } })
    stage.client.setQueryData(['kept'], 'kept')
    await stage.world.advance('14m')
    const asked = stage.client.fetchQuery({ queryKey: ['a'], queryFn: () => 'sent' })
    void stage.session.extend()
    await stage.settle()
    expect(await asked).toBe('sent')
    await stage.world.advance('14m')
    const answer = Promise.withResolvers<never>()
    let sent = 0
    const queryFn = () => {
      sent += 1
      return answer.promise
    }
    const waiting = stage.client.fetchQuery({ queryKey: ['waiting'], queryFn, retry: 1, retryDelay: 0 })
    stage.detach()
    answer.reject(status(401))
    await expect(waiting).rejects.toMatchObject({ status: 401 })
    expect(sent).toBe(2)
    await stage.end()
    expect(stage.client.getQueryData(['kept'])).toBe('kept')
    const refused = stage.client.fetchQuery({ queryKey: ['b'], queryFn: () => Promise.reject(status(401)) })
    await expect(refused).rejects.toMatchObject({ status: 401 })
    expect(stage.world.server.refreshes).toBe(0)
  })
})

describe('attachSession', async () => {
  const core = await queryCore('5.108')

  it('leaves nobody listening to the session after its undo', async () => {
    const { session } = await openStage(core)
    let listening = 0
    const counted = (undo: () => void) => {
      listening += 1
      return () => {
        listening -= 1
        undo()
      }
    }
    const detach = attachSession(new core.QueryClient(), {
      ...session,
      subscribe: (listener) => counted(session.subscribe(listener)),
      on: (event, listener) => counted(session.on(event, listener)),
    })
    expect(listening).toBeGreaterThan(0)
    detach()
    expect(listening).toBe(0)
  })

  it('has hold of what was built, mounted and begun before it', async () => {
    const stage = await openStage(core)
    stage.detach()
    const answers = [Promise.reject(status(401)), Promise.resolve('a')]
    const observer = new core.QueryObserver(stage.client, { queryKey: ['a'], queryFn: () => answers.shift(), enabled: false })
    const unsubscribe = observer.subscribe(() => {})
    const written = [Promise.reject(status(401)), Promise.resolve('b')]
    const mutation = stage.client.getMutationCache().build(stage.client, { mutationFn: () => written.shift() ?? Promise.resolve('c') })
    attachSession(stage.client, stage.session)
    void observer.refetch()
    const saved = mutation.execute(undefined)
    await stage.settle()
    expect([observer.getCurrentResult().data, await saved]).toEqual(['a', 'b'])
    unsubscribe()
  })

  it('stays in force when one that was attached before it is undone', async () => {
    const stage = await openStage(core)
    const answers = [Promise.reject(status(401)), Promise.resolve('a')]
    const observer = new core.QueryObserver(stage.client, { queryKey: ['a'], queryFn: () => answers.shift(), enabled: false })
    attachSession(stage.client, stage.session)
    stage.detach()
    const asked = stage.client
      .getQueryCache()
      .find({ queryKey: ['a'] })
      ?.fetch()
    await stage.settle()
    expect([await asked, observer.getCurrentQuery().state.status]).toEqual(['a', 'success'])
  })

  it('wraps nothing twice when options of a query are used for another one', async () => {
    const stage = await openStage(core)
    const sent: string[] = []
    const queryFn = async ({ queryKey }: { readonly queryKey: readonly unknown[] }) => {
      sent.push(String(queryKey[0]))
      throw status(401)
    }
    await Promise.all([stage.client.prefetchQuery({ queryKey: ['a'], queryFn }), stage.settle()])
    const options = stage.client.getQueryCache().find({ queryKey: ['a'] })?.options
    await Promise.all([stage.client.prefetchQuery({ ...options, queryKey: ['b'], queryHash: '["b"]' }), stage.settle()])
    expect(sent).toEqual(['a', 'a', 'b', 'b'])
  })

  it('works with a session that stands still', async () => {
    const client = new core.QueryClient()
    const detach = attachSession(client, createFixedSession({ status: 'signed-in', user: { sub: 'u1' } }))
    expect(await client.fetchQuery({ queryKey: ['a'], queryFn: () => 'a' })).toBe('a')
    detach()
  })

  it('adds no notification to what a query tells its observers', async () => {
    const stage = await openStage(core)
    const plain = new core.QueryClient()
    const told = [plain, stage.client].map((client) => {
      const observer = new core.QueryObserver(client, { queryKey: ['a'], queryFn: async () => 'a' })
      const results: string[] = []
      observer.subscribe(({ status: now, fetchStatus }) => results.push(`${now} ${fetchStatus}`))
      return results
    })
    await stage.settle()
    expect(told[1]).toEqual(told[0])
    expect(told[0]).not.toEqual([])
  })
})
