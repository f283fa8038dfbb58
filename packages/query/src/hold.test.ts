import { afterEach, describe, expect, it, vi } from 'vitest'
import { VERSIONS, queryCore } from './test-support/query-core.ts'
import { type Stage, openStage, status } from './test-support/stage.ts'

afterEach(() => void vi.unstubAllGlobals())

/** The machine slept beyond the token's end, and the server cannot be reached: the session is being checked. */
async function intoChecking({ world, state, settle }: Stage): Promise<void> {
  world.server.fail('network', undefined, { hits: 'everything' })
  await world.sleep('2h')
  await world.advance('1m')
  await settle()
  expect(state()).toMatchObject({ status: 'signed-in', checking: {} })
}

async function outOfChecking({ world, state, settle }: Stage): Promise<void> {
  world.server.recover()
  await world.advance('2m')
  await settle()
  expect(state()).toMatchObject({ status: 'signed-in', checking: null })
}

describe.each(VERSIONS)('with query-core %s', async (version) => {
  const core = await queryCore(version)

  it('lets a query wait while the session is checked, with its data shown and nothing spinning', async () => {
    const stage = await openStage(core)
    const answer = Promise.withResolvers<void>()
    const sent: number[] = []
    const observer = new core.QueryObserver(stage.client, {
      queryKey: ['a'],
      queryFn: async () => {
        if (sent.push(0) > 1) await answer.promise
        return sent.length
      },
    })
    const unsubscribe = observer.subscribe(() => {})
    await stage.settle()
    await intoChecking(stage)
    void observer.refetch()
    await stage.settle()
    expect(observer.getCurrentResult()).toMatchObject({
      data: 1,
      fetchStatus: 'paused',
      isFetching: false,
      isPaused: true,
      failureCount: 0,
    })
    await outOfChecking(stage)
    expect([observer.getCurrentResult(), sent.length]).toMatchObject([{ data: 1, fetchStatus: 'fetching' }, 2])
    answer.resolve()
    await stage.settle()
    expect([observer.getCurrentResult(), sent.length]).toMatchObject([{ data: 2, fetchStatus: 'idle' }, 2])
    unsubscribe()
  })

  it('shows a query without data as loading while it waits, since components are written for that', async () => {
    const stage = await openStage(core)
    await intoChecking(stage)
    const observer = new core.QueryObserver(stage.client, { queryKey: ['a'], queryFn: async () => 'a' })
    const unsubscribe = observer.subscribe(() => {})
    await stage.settle()
    expect(observer.getCurrentResult()).toMatchObject({ isLoading: true, data: undefined })
    await outOfChecking(stage)
    expect(observer.getCurrentResult()).toMatchObject({ data: 'a' })
    unsubscribe()
  })

  it('lets retries, pages and mutations wait, and uses no retry up', async () => {
    const stage = await openStage(core)
    const sent: string[] = []
    const ask = async (what: string) => {
      sent.push(what)
      if (sent.filter((one) => one === what).length === 1) throw status(503)
      return what
    }
    await intoChecking(stage)
    const results = [
      stage.client.fetchQuery({ queryKey: ['q'], retry: 1, retryDelay: 0, queryFn: () => ask('query') }),
      stage.client.fetchInfiniteQuery({ queryKey: ['i'], retry: 1, retryDelay: 0, initialPageParam: 0, queryFn: () => ask('page') }),
      new core.MutationObserver(stage.client, { retry: 1, retryDelay: 0, mutationFn: () => ask('mutation') }).mutate(),
    ]
    await stage.settle()
    expect(sent).toEqual([])
    await outOfChecking(stage)
    await stage.settle()
    expect(await Promise.all(results)).toMatchObject(['query', { pages: ['page'] }, 'mutation'])
    expect(sent).toHaveLength(6)
  })

  it('lets what begins during a needed refresh wait for it, and what begins during another one go', async () => {
    const stage = await openStage(core, { world: { latency: '4s' } })
    const sent: string[] = []
    await stage.world.advance('10s')
    const ask = (what: string) => stage.client.fetchQuery({ queryKey: [what], queryFn: async () => sent.push(what) })
    await stage.world.advance('58m')
    while (stage.state().refresh.status !== 'running') await stage.world.advance('1s')
    const shown: string[] = []
    const observer = new core.QueryObserver(stage.client, { queryKey: ['shown'], initialData: 'a', queryFn: async () => 'b' })
    const unsubscribe = observer.subscribe(({ fetchStatus }) => shown.push(fetchStatus))
    await ask('during a refresh ahead of time')
    await stage.settle()
    unsubscribe()
    expect(shown).toEqual(['fetching', 'idle'])
    await stage.world.advance('1m')
    const refreshing = stage.session.reportUnauthorized()
    const asked = ask('during a needed one')
    await stage.settle()
    expect(sent).toEqual(['during a refresh ahead of time'])
    await stage.world.advance('5s')
    expect((await refreshing).ok).toBe(true)
    await asked
    expect(sent).toHaveLength(2)
  })

  it('drops a request that was cancelled while it waited', async () => {
    const stage = await openStage(core)
    const sent: string[] = []
    await intoChecking(stage)
    const options = (key: string) => ({ queryKey: [key], queryFn: async () => sent.push(key) })
    const cancelled = stage.client.fetchQuery(options('cancelled')).catch(() => 'cancelled')
    const removed = stage.client.fetchQuery(options('removed')).catch(() => 'removed')
    await stage.settle()
    void stage.client.cancelQueries({ queryKey: ['cancelled'] })
    stage.client.removeQueries({ queryKey: ['removed'] })
    await outOfChecking(stage)
    expect([await cancelled, await removed, sent]).toEqual(['cancelled', 'removed', []])
  })
})

describe('while the session is', async () => {
  const core = await queryCore('5.108')

  it('restored, in a page, queries wait', async () => {
    vi.stubGlobal('window', globalThis)
    const stage = await openStage(core, { restored: false })
    const sent: string[] = []
    const asked = stage.client.fetchQuery({ queryKey: ['a'], queryFn: async () => sent.push('a') })
    expect([stage.state().status, sent]).toEqual(['restoring', []])
    await stage.settle()
    await asked
    expect(sent).toEqual(['a'])
  })

  it('restored, on a server, where it stays so, queries go', async () => {
    const stage = await openStage(core, { restored: false })
    const sent: string[] = []
    void stage.client.fetchQuery({ queryKey: ['a'], queryFn: () => sent.push('a') })
    expect([stage.state().status, sent]).toEqual(['restoring', ['a']])
  })

  it('in no need of anything, a query is sent in the turn that asks for it', async () => {
    const stage = await openStage(core)
    const sent: string[] = []
    void stage.client.fetchQuery({ queryKey: ['a'], queryFn: () => sent.push('a') })
    expect(sent).toEqual(['a'])
  })

  it('refreshed because work needs it, queries wait until that is done, whatever else happens meanwhile', async () => {
    const stage = await openStage(core, { world: { policy: { inactivity: '15m' } } })
    await stage.world.advance('765s')
    stage.world.server.fail('slow', 1, { delay: '2m' })
    void stage.session.reportUnauthorized()
    await stage.settle()
    const sent: string[] = []
    const asked = stage.client.fetchQuery({ queryKey: ['a'], queryFn: () => sent.push('a') })
    // An attempt may take half a minute; the next one succeeds.
    await stage.world.advance('20s')
    expect([stage.state().refresh.status, stage.state().warning?.cause, sent]).toEqual(['running', 'inactive', []])
    while (stage.state().refresh.status !== 'idle') await stage.world.advance('1s')
    await stage.settle()
    await asked
    expect(sent).toEqual(['a'])
  })

  it.each([true, false])('warning, queries and mutations wait by choice only: %s', async (pauseWhileWarning) => {
    const stage = await openStage(core, { world: { policy: { inactivity: '15m' } }, attach: { pauseWhileWarning } })
    await stage.world.advance('14m')
    expect(stage.state().warning).not.toBeNull()
    const sent: string[] = []
    void stage.client.fetchQuery({ queryKey: ['a'], queryFn: () => sent.push('query') })
    void new core.MutationObserver(stage.client, { mutationFn: async () => sent.push('mutation') }).mutate()
    await stage.settle()
    expect(sent).toEqual(pauseWhileWarning ? [] : ['query', 'mutation'])
    void stage.session.extend()
    await stage.settle()
    expect(sent).toEqual(['query', 'mutation'])
  })
})

describe('what is asked for by a timer', async () => {
  const core = await queryCore('5.108')

  it('P-14 counts as nobody’s presence: polling every ten seconds, the inactivity limit still ends the session', async () => {
    const stage = await openStage(core, { world: { policy: { inactivity: '15m' } } })
    for (let tenth = 0; tenth < 95; tenth++) {
      await stage.client.fetchQuery({ queryKey: ['poll'], queryFn: async () => tenth }).catch(() => {})
      await stage.world.advance('10s')
    }
    expect(stage.state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })
})
