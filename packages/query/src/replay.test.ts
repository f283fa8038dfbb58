import { createSessionFetch } from '@stillhere/core/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { attachSession } from './attach-session.ts'
import { VERSIONS, queryCore } from './test-support/query-core.ts'
import { type Stage, openStage, status } from './test-support/stage.ts'

const TWENTY = Array.from({ length: 20 }, (_, number) => number)

/** An API that refuses what was sent before `refreshes` refreshes were done, or for ever. */
function refusing({ world }: Stage, refreshes = 1, refusal: () => unknown = () => status(401)) {
  const before = world.server.refreshes
  const sent: unknown[] = []
  const ask = async (key: unknown) => {
    sent.push(key)
    if (world.server.refreshes < before + refreshes) throw refusal()
    return key
  }
  return { sent, ask, refreshes: () => world.server.refreshes - before }
}

describe.each(VERSIONS)('with query-core %s', async (version) => {
  const core = await queryCore(version)

  it('P-10 answers twenty 401s of queries with one refresh and sends each once more, whatever their retry option says', async () => {
    const stage = await openStage(core)
    const { ask, sent, refreshes } = refusing(stage)
    const results = TWENTY.map((key) => stage.client.fetchQuery({ queryKey: [key], retry: 3, retryDelay: 0, queryFn: () => ask(key) }))
    await stage.settle()
    expect(await Promise.all(results)).toEqual(TWENTY)
    expect([refreshes(), sent.length]).toEqual([1, 40])
  })

  it('P-10 answers twenty 401s of mutations with one refresh and sends each once more', async () => {
    const stage = await openStage(core)
    const { ask, sent, refreshes } = refusing(stage)
    const results = TWENTY.map((key) => new core.MutationObserver(stage.client, { retry: 3, retryDelay: 0, mutationFn: ask }).mutate(key))
    await stage.settle()
    expect(await Promise.all(results)).toEqual(TWENTY)
    expect([refreshes(), sent.length]).toEqual([1, 40])
  })

  it.each([undefined, 3, true, () => true])('P-10 hands the second 401 to the app as it is, with retry: %s', async (retry) => {
    const stage = await openStage(core)
    const refusal = status(401)
    const { ask, sent, refreshes } = refusing(stage, Infinity, () => refusal)
    const options = { ...(retry !== undefined && { retry }), retryDelay: 0 }
    const query = new core.QueryObserver(stage.client, { queryKey: ['a'], queryFn: () => ask('a'), ...options })
    const unsubscribe = query.subscribe(() => {})
    const mutation = new core.MutationObserver(stage.client, { mutationFn: ask, ...options })
    const written = mutation.mutate('b').catch((error: unknown) => error)
    await stage.settle()
    expect([query.getCurrentResult().error, await written]).toEqual([refusal, refusal])
    expect([refreshes(), sent.length]).toEqual([1, 4])
    unsubscribe()
  })

  it('sends a page of an infinite query once more, and not those before it', async () => {
    const stage = await openStage(core)
    let refused = false
    const sent: number[] = []
    const observer = new core.InfiniteQueryObserver(stage.client, {
      queryKey: ['pages'],
      initialPageParam: 0,
      getNextPageParam: (_last: number, pages: readonly number[]) => pages.length,
      queryFn: async ({ pageParam }: { readonly pageParam: number }) => {
        sent.push(pageParam)
        if (pageParam === 1 && !refused) {
          refused = true
          throw status(401)
        }
        return pageParam
      },
    })
    const unsubscribe = observer.subscribe(() => {})
    await stage.settle()
    void observer.fetchNextPage()
    await stage.settle()
    expect([observer.getCurrentResult().data?.pages, sent]).toEqual([
      [0, 1],
      [0, 1, 1],
    ])
    unsubscribe()
  })

  it('retries other errors as the query and the mutation say', async () => {
    const stage = await openStage(core)
    const sent: string[] = []
    const fail = (key: string) => {
      sent.push(key)
      return Promise.reject(status(503))
    }
    const asked = stage.client.fetchQuery({ queryKey: ['a'], retry: 2, retryDelay: 0, queryFn: () => fail('query') }).catch(() => {})
    await stage.settle()
    await asked
    const mutation = new core.MutationObserver(stage.client, {
      retry: (count: number) => count < 1,
      retryDelay: 0,
      mutationFn: () => fail('mutation'),
    })
    const written = mutation.mutate().catch(() => {})
    await stage.settle()
    await written
    expect(sent).toEqual(['query', 'query', 'query', 'mutation', 'mutation'])
  })
})

describe('a 401', async () => {
  const core = await queryCore('5.108')
  const fetchOne = (stage: Stage, queryFn: () => Promise<unknown>) => {
    const result = stage.client.fetchQuery({ queryKey: ['one'], retry: 3, retryDelay: 0, queryFn }).catch((error: unknown) => error)
    return stage.settle().then(() => result)
  }

  it.each([
    ['status', () => status(401)],
    ['response.status', () => Object.assign(new Error('axios'), { response: { status: 401, headers: {} } })],
    ['the status of a thrown response', () => new Response(null, { status: 401 })],
    ['cause.status', () => new Error('wrapped', { cause: status(401) })],
    ['cause.response.status', () => new Error('wrapped', { cause: { response: new Response(null, { status: 401 }) } })],
  ] satisfies readonly [string, () => unknown][])('is told from other errors by %s', async (_where, refusal) => {
    const stage = await openStage(core)
    const { ask, sent } = refusing(stage, 1, refusal)
    expect(await fetchOne(stage, () => ask('yes'))).toBe('yes')
    expect(sent).toHaveLength(2)
  })

  it('is what isUnauthorized says', async () => {
    const stage = await openStage(core, { attach: { isUnauthorized: (error) => error === 'go away' } })
    const { sent, ask } = refusing(stage, 1, () => 'go away')
    expect(await fetchOne(stage, () => ask('yes'))).toBe('yes')
    expect(sent).toHaveLength(2)
  })

  it('R-84 that asks for step-up is the app’s at once, without a refresh and without a retry', async () => {
    const stage = await openStage(core)
    const headers = { 'www-authenticate': 'Bearer error="insufficient_user_authentication", max_age=60' }
    const refusal = status(401, { response: new Response(null, { status: 401, headers }) })
    const { ask, sent, refreshes } = refusing(stage, Infinity, () => refusal)
    expect(await fetchOne(stage, () => ask('a'))).toBe(refusal)
    expect([sent.length, refreshes()]).toEqual([1, 0])
  })

  it('to what was sent before the last refresh is sent once more without another one', async () => {
    const stage = await openStage(core)
    const late = Promise.withResolvers<never>()
    const { ask, refreshes } = refusing(stage)
    const sent: string[] = []
    const slow = fetchOne(stage, () => {
      sent.push('slow')
      return sent.length === 1 ? late.promise : Promise.resolve('slow')
    })
    const fast = stage.client.fetchQuery({ queryKey: ['fast'], queryFn: () => ask('fast') })
    await stage.settle()
    expect(await fast).toBe('fast')
    late.reject(status(401))
    await stage.settle()
    expect([await slow, sent.length, refreshes()]).toEqual(['slow', 2, 1])
  })

  it('is the app’s when the refresh fails, and when nobody is signed in', async () => {
    const stage = await openStage(core)
    const { ask, sent } = refusing(stage, Infinity)
    stage.world.server.fail('network')
    expect(await fetchOne(stage, () => ask('a'))).toMatchObject({ status: 401 })
    stage.world.server.recover()
    await stage.end()
    expect(await fetchOne(stage, () => ask('b'))).toMatchObject({ status: 401 })
    expect(sent).toEqual(['a', 'b'])
  })

  it('that createSessionFetch hands on is not tried again above it: one refresh, one replay', async () => {
    const stage = await openStage(core)
    const fetch = vi.fn<(request: Request) => Promise<Response>>(async () => new Response(null, { status: 401 }))
    const api = createSessionFetch(stage.session, {}, { fetch })
    const before = stage.world.server.refreshes
    const results = TWENTY.map((key) =>
      stage.client
        .fetchQuery({
          queryKey: [key],
          retry: 3,
          retryDelay: 0,
          queryFn: async () => {
            const response = await api(`https://api.example/${key}`)
            if (!response.ok) throw status(response.status)
            return key
          },
        })
        .catch((error: unknown) => error),
    )
    await stage.settle()
    expect(await Promise.all(results)).toEqual(TWENTY.map(() => expect.objectContaining({ status: 401 })))
    expect([fetch.mock.calls.length, stage.world.server.refreshes - before]).toEqual([40, 1])
  })

  it('is sent once more though another one was handed on while it waited', async () => {
    const stage = await openStage(core, { world: { policy: { inactivity: '15m' } }, attach: { pauseWhileWarning: true } })
    await stage.world.advance('14m')
    const { ask, sent } = refusing(stage)
    const asked = stage.client.fetchQuery({ queryKey: ['a'], queryFn: () => ask('a') })
    await stage.settle()
    void stage.session.reportUnauthorized(new Response(), { handedOn: true })
    void stage.session.extend()
    await stage.settle()
    void stage.session.refreshNow()
    await stage.settle()
    expect([await asked, sent.length]).toEqual(['a', 2])
  })

  it('that asks createSessionFetch for step-up makes no refresh above it either', async () => {
    const stage = await openStage(core)
    const headers = { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' }
    const fetch = vi.fn<(request: Request) => Promise<Response>>(async () => new Response(null, { status: 401, headers }))
    const api = createSessionFetch(stage.session, {}, { fetch })
    const error = await fetchOne(stage, async () => Promise.reject(status((await api('https://api.example/a')).status)))
    expect(error).toMatchObject({ status: 401 })
    expect([fetch.mock.calls.length, stage.world.server.refreshes]).toEqual([1, 0])
  })
})

describe('an error that is no 401, with no retry option', async () => {
  const core = await queryCore('5.108')
  afterEach(() => void vi.unstubAllGlobals())

  it.each([
    ['in a page three times', 4],
    ['on a server never', 1],
  ])('is retried as without a session: %s', async (where, times) => {
    if (where.includes('page')) vi.stubGlobal('window', globalThis)
    const stage = await openStage(core)
    const sent: string[] = []
    const observer = new core.QueryObserver(stage.client, {
      queryKey: ['a'],
      retryDelay: 0,
      queryFn: () => {
        sent.push('a')
        return Promise.reject(status(503))
      },
    })
    const unsubscribe = observer.subscribe(() => {})
    await stage.settle()
    await stage.settle()
    expect([observer.getCurrentResult().isError, sent.length]).toEqual([true, times])
    unsubscribe()
  })
})

describe('several clients on one session', async () => {
  const core = await queryCore('5.108')

  it('ask for one refresh together', async () => {
    const stage = await openStage(core)
    const second = new core.QueryClient()
    attachSession(second, stage.session)
    const { ask, sent, refreshes } = refusing(stage)
    const results = [stage.client, second].flatMap((client) =>
      TWENTY.map((key) => client.fetchQuery({ queryKey: [key], queryFn: () => ask(key) })),
    )
    await stage.settle()
    expect((await Promise.all(results)).length).toBe(40)
    expect([refreshes(), sent.length]).toEqual([1, 80])
  })
})
