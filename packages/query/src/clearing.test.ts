import { describe, expect, it, vi } from 'vitest'
import { MARKER, held } from './test-support/marker.ts'
import { VERSIONS, queryCore } from './test-support/query-core.ts'
import { ANOTHER, openStage, status } from './test-support/stage.ts'

describe.each(VERSIONS)('with query-core %s', async (version) => {
  const core = await queryCore(version)

  it('empties both caches on an end, shown queries and mutations too', async () => {
    const stage = await openStage(core)
    const results: unknown[] = []
    const observer = new core.QueryObserver(stage.client, { queryKey: ['shown'], queryFn: async () => MARKER })
    const unsubscribe = observer.subscribe((result) => results.push(result.data))
    const mutation = new core.MutationObserver(stage.client, { mutationFn: async (text: string) => text })
    mutation.subscribe(() => {})
    await stage.client.prefetchQuery({ queryKey: [MARKER], queryFn: async () => MARKER })
    await mutation.mutate(MARKER)
    await stage.settle()
    expect(held(stage.client).split(MARKER)).toHaveLength(6)
    await stage.end()
    expect(held(stage.client)).not.toContain(MARKER)
    expect([observer.getCurrentResult().data, results.at(-1)]).toEqual([undefined, undefined])
    expect(mutation.getCurrentResult()).toMatchObject({ status: 'idle', data: undefined, variables: undefined })
    unsubscribe()
    await stage.settle()
    expect(stage.client.getQueryCache().getAll()).toEqual([])
  })

  it('has the caches empty before anybody else hears of the end', async () => {
    const stage = await openStage(core)
    await stage.client.prefetchQuery({ queryKey: ['a'], queryFn: async () => MARKER })
    const seen: string[] = []
    stage.session.on('ended', () => void seen.push(held(stage.client)))
    await stage.end()
    expect(seen).toEqual(['[[],[]]'])
  })

  it('takes no answer that comes after the end, of queries, pages and streams', async () => {
    const stage = await openStage(core)
    const late = Promise.withResolvers<string>()
    const sent: number[] = []
    const results = [
      stage.client.fetchQuery({ queryKey: ['query'], queryFn: () => late.promise }),
      stage.client.fetchInfiniteQuery({
        queryKey: ['pages'],
        initialPageParam: 0,
        pages: 3,
        getNextPageParam: (_page: unknown, pages: readonly unknown[]) => pages.length,
        queryFn: ({ pageParam }: { readonly pageParam: number }) => {
          sent.push(pageParam)
          return late.promise
        },
      }),
    ].map((asked) => asked.catch((error: Error) => error.constructor.name))
    const observer = new core.QueryObserver(stage.client, { queryKey: ['shown'], queryFn: () => late.promise })
    const unsubscribe = observer.subscribe(() => {})
    await stage.settle()
    await stage.end()
    late.resolve(MARKER)
    await stage.settle()
    expect(await Promise.all(results)).toEqual(['CancelledError', 'CancelledError'])
    expect([held(stage.client).includes(MARKER), observer.getCurrentResult().data, sent]).toEqual([false, undefined, [0]])
    unsubscribe()
  })

  it('aborts what is under way on an end, shown or not', async () => {
    const stage = await openStage(core)
    const signals: AbortSignal[] = []
    const queryFn = ({ signal }: { readonly signal: AbortSignal }) => {
      signals.push(signal)
      return new Promise<never>(() => {})
    }
    const unsubscribe = new core.QueryObserver(stage.client, { queryKey: ['shown'], queryFn }).subscribe(() => {})
    stage.client.fetchQuery({ queryKey: ['not shown'], queryFn }).catch(() => {})
    await stage.end()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    unsubscribe()
  })

  it('runs no callback of a mutation that is answered after the end, and no rollback', async () => {
    const stage = await openStage(core)
    const late = Promise.withResolvers<string>()
    const called: string[] = []
    stage.client.setQueryData(['list'], [MARKER])
    const callbacks = (name: string) => ({
      onSuccess: () => void called.push(`${name} success`),
      onError: () => {
        called.push(`${name} error`)
        stage.client.setQueryData(['list'], [MARKER])
      },
      onSettled: () => void called.push(`${name} settled`),
    })
    for (const answer of ['resolve', 'reject'] as const) {
      const mutation = new core.MutationObserver(stage.client, {
        mutationFn: () => late.promise.then(() => (answer === 'resolve' ? 'done' : Promise.reject(new Error('no')))),
        onMutate: () => ({ before: [MARKER] }),
        ...callbacks(`mutation to ${answer}`),
      })
      mutation.subscribe(() => {})
      void mutation.mutate(undefined, callbacks(`call to ${answer}`))
    }
    await stage.settle()
    await stage.end()
    late.resolve(MARKER)
    await stage.settle()
    expect([called, held(stage.client)]).toEqual([[], '[[],[]]'])
  })

  it('runs none of the callbacks that are left when the end comes between them', async () => {
    const stage = await openStage(core)
    const first = Promise.withResolvers<void>()
    const onSettled = vi.fn<() => void>()
    const onSuccess = vi.fn<() => Promise<void>>(() => first.promise)
    void new core.MutationObserver(stage.client, { mutationFn: async () => MARKER, onSuccess, onSettled }).mutate(undefined)
    await stage.settle()
    await stage.end()
    first.resolve()
    await stage.settle()
    expect([onSuccess.mock.calls.length, onSettled.mock.calls.length]).toEqual([1, 0])
  })

  it('tells the cache’s own callbacks nothing of a mutation whose 401 met the end', async () => {
    const called = vi.fn()
    const stage = await openStage(core, { world: { latency: '4s' } })
    await stage.world.advance('10s')
    Object.assign(stage.client.getMutationCache().config, { onError: called, onSettled: called, onSuccess: called })
    void new core.MutationObserver(stage.client, { mutationFn: () => Promise.reject(status(401)) }).mutate().catch(called)
    await stage.settle()
    expect(stage.state().refresh.status).toBe('running')
    void stage.session.signOut()
    await stage.world.advance('1m')
    await stage.settle()
    expect(called).not.toHaveBeenCalled()
  })

  it('never runs a mutation that waited for the network as the next user', async () => {
    const stage = await openStage(core)
    const sent: string[] = []
    const mutate = (text: string) =>
      void new core.MutationObserver(stage.client, { scope: { id: 'one after the other' }, mutationFn: async () => sent.push(text) })
        .mutate()
        .catch(() => {})
    core.onlineManager.setOnline(false)
    mutate('first of Ada')
    mutate('second of Ada')
    await stage.settle()
    await stage.end()
    await stage.signIn(ANOTHER)
    core.onlineManager.setOnline(true)
    await stage.client.resumePausedMutations()
    mutate('of Grace')
    await stage.settle()
    expect(sent).toEqual(['of Grace'])
  })

  it('does not take in what is hydrated late, and does what is hydrated for the next user', async () => {
    const stage = await openStage(core)
    await stage.client.prefetchQuery({ queryKey: ['a'], queryFn: async () => MARKER })
    const copy = core.dehydrate(stage.client)
    const again = () => core.hydrate(stage.client, copy)
    await stage.end()
    again()
    expect(held(stage.client)).not.toContain(MARKER)
    await stage.signIn(ANOTHER)
    again()
    expect(held(stage.client)).not.toContain(MARKER)
    await new Promise((resolve) => setTimeout(resolve, 2))
    const another = new core.QueryClient()
    another.setQueryData(['a'], 'of Grace')
    core.hydrate(stage.client, core.dehydrate(another))
    expect(stage.client.getQueryData(['a'])).toBe('of Grace')
  })

  it('leaves no hydrated data to come back by a reset', async () => {
    const server = new core.QueryClient()
    server.setQueryData(['a'], MARKER)
    const stage = await openStage(core)
    core.hydrate(stage.client, core.dehydrate(server))
    const observer = new core.QueryObserver(stage.client, { queryKey: ['a'], enabled: false })
    const unsubscribe = observer.subscribe(() => {})
    await stage.end()
    await stage.signIn(ANOTHER)
    await stage.client.resetQueries()
    expect([held(stage.client).includes(MARKER), observer.getCurrentResult().data]).toEqual([false, undefined])
    unsubscribe()
  })

  it('does not keep what late callbacks write by hand before the next sign-in', async () => {
    const stage = await openStage(core)
    await stage.end()
    stage.client.setQueryData([MARKER], MARKER)
    expect(held(stage.client)).toBe('[[],[]]')
    await stage.signIn()
    stage.client.setQueryData(['a'], 'own')
    expect(stage.client.getQueryData(['a'])).toBe('own')
  })

  it('does not ask for what is still shown before the next sign-in, and does then', async () => {
    const stage = await openStage(core)
    const asked: string[] = []
    const observer = new core.QueryObserver(stage.client, { queryKey: ['shown'], queryFn: async () => asked.push('shown') })
    const unsubscribe = observer.subscribe(() => {})
    await stage.settle()
    await stage.end()
    void observer.refetch()
    await stage.settle()
    expect([asked.length, observer.getCurrentResult()]).toMatchObject([1, { isLoading: true, data: undefined }])
    await stage.signIn()
    await stage.settle()
    expect([asked.length, observer.getCurrentResult()]).toMatchObject([2, { fetchStatus: 'idle', data: 2 }])
    unsubscribe()
  })

  it('does not ask for it either when the sign-in is over at once', async () => {
    const stage = await openStage(core)
    const asked: string[] = []
    const observer = new core.QueryObserver(stage.client, { queryKey: ['shown'], queryFn: async () => asked.push('shown') })
    const unsubscribe = observer.subscribe(() => {})
    await stage.settle()
    await stage.end()
    stage.session.on('signed-in', () => void stage.session.signOut())
    await stage.signIn()
    expect([stage.state().status, asked.length]).toEqual(['ended', 1])
    unsubscribe()
  })

  it('asks for what a page for everybody shows, though it was shown before', async () => {
    const stage = await openStage(core)
    const options = { queryKey: ['news'], queryFn: async () => 'news' }
    const before = new core.QueryObserver(stage.client, options)
    const unsubscribe = [before.subscribe(() => {})]
    await stage.settle()
    await stage.end()
    const after = new core.QueryObserver(stage.client, options)
    unsubscribe.push(after.subscribe(() => {}))
    await stage.settle()
    expect(after.getCurrentResult().data).toBe('news')
    for (const stop of unsubscribe) stop()
  })
})
