import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachSession } from './attach-session.ts'
import { queryCore } from './test-support/query-core.ts'
import { ANOTHER, USER, openStage, status } from './test-support/stage.ts'

const RUNS = 60
/** A busy machine may take its time. */
const PATIENCE_MS = 30_000

/** What can happen next. `answer`: of the requests under way, the one at this place is answered, or refused, or fails. */
const deeds = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('query' as const), key: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('mutate' as const), scoped: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      at: fc.nat(9),
      how: fc.constantFrom<'ok' | 401 | 503>('ok', 'ok', 401, 503),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'end' } as const) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('sign-in' as const), user: fc.constantFrom(USER, ANOTHER) }) },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'offline' } as const, { type: 'online' } as const) },
  { weight: 1, arbitrary: fc.constant({ type: 'settle' } as const) },
)

interface Request {
  readonly by: string
  readonly settle: (how: 'ok' | 401 | 503) => void
}

describe('P-7 whatever the order of ends, sign-ins, late answers, queries and mutations', async () => {
  const core = await queryCore('5.108')

  it(
    'nobody sees, and nobody sends, what belongs to somebody else or to an earlier session',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(deeds, { minLength: 6, maxLength: 40 }), async (plan) => {
          const stage = await openStage(core)
          stage.client.setDefaultOptions({ queries: { retry: 1, retryDelay: 0 }, mutations: { retry: 1, retryDelay: 0 } })
          core.onlineManager.setOnline(true)
          let session = 0
          stage.session.on('signed-in', () => void (session += 1))
          const who = () => `${stage.state().user?.sub ?? 'nobody'} in session ${session}`
          const under: Request[] = []
          const wrong: string[] = []
          const unsubscribes: (() => void)[] = []

          /** The request of whoever began it: sent by nobody else, answered with what is theirs. */
          const request = (begunBy: string) => {
            if (who() !== begunBy) wrong.push(`${begunBy} is sent as ${who()}`)
            return new Promise<string>((resolve, reject) => {
              under.push({ by: begunBy, settle: (how) => (how === 'ok' ? resolve(`of ${begunBy}`) : reject(status(how))) })
            })
          }
          const look = () => {
            const cached = stage.client.getQueryCache().getAll()
            for (const { queryKey, state } of cached)
              if (state.data !== undefined && state.data !== `of ${who()}`)
                wrong.push(`${JSON.stringify([queryKey, state.data])} seen by ${who()}`)
          }

          for (const deed of plan) {
            switch (deed.type) {
              case 'query': {
                const observer = new core.QueryObserver(stage.client, { queryKey: [deed.key], queryFn: () => request(who()) })
                unsubscribes.push(observer.subscribe(() => {}))
                break
              }
              case 'mutate': {
                const begunBy = who()
                const called = () => {
                  if (who() !== begunBy) wrong.push(`a callback of ${begunBy} in the time of ${who()}`)
                  stage.client.setQueryData([deed.scoped ? 0 : 1], `of ${begunBy}`)
                }
                const mutation = new core.MutationObserver(stage.client, {
                  mutationFn: () => request(begunBy),
                  ...(deed.scoped && { scope: { id: 'one' } }),
                  onSuccess: called,
                  onError: called,
                  onSettled: called,
                })
                unsubscribes.push(mutation.subscribe(() => {}))
                if (stage.state().status === 'signed-in') mutation.mutate(undefined, { onError: called, onSuccess: called }).catch(() => {})
                break
              }
              case 'answer':
                under.splice(deed.at % Math.max(1, under.length), 1)[0]?.settle(deed.how)
                break
              case 'end':
                await stage.world.server.end()
                break
              case 'sign-in':
                if (stage.state().status === 'signed-in') break
                await stage.signIn(deed.user)
                break
              case 'offline':
              case 'online':
                core.onlineManager.setOnline(deed.type === 'online')
                if (deed.type === 'online') void stage.client.resumePausedMutations()
                break
              case 'settle':
                await stage.settle()
                break
              default:
                deed satisfies never
            }
            look()
          }
          core.onlineManager.setOnline(true)
          await stage.settle()
          for (const { settle } of under) settle('ok')
          await stage.settle()
          look()
          for (const unsubscribe of unsubscribes) unsubscribe()
          stage.detach()
          await stage.world.dispose()
          expect(wrong).toEqual([])
        }),
        { numRuns: RUNS, seed: 20_260_101 },
      )
    },
    PATIENCE_MS,
  )

  it(
    'twenty queries and mutations over two clients cost one refresh per pile of 401s',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ second: fc.boolean(), mutation: fc.boolean(), lateMs: fc.nat(4) }), { minLength: 20, maxLength: 20 }),
          async (plan) => {
            const stage = await openStage(core, { world: { latency: '1s' } })
            await stage.world.advance('5s')
            const second = new core.QueryClient()
            attachSession(second, stage.session)
            let sent = 0
            const ask = async () => {
              sent += 1
              if (stage.world.server.refreshes === 0) throw status(401)
              return 'ok'
            }
            const results = plan.map(({ mutation, ...one }, number) => {
              const client = one.second ? second : stage.client
              return mutation
                ? new core.MutationObserver(client, { retry: 3, retryDelay: 0, mutationFn: ask }).mutate()
                : client.fetchQuery({ queryKey: [number], retry: 3, retryDelay: 0, queryFn: ask })
            })
            await stage.settle()
            await stage.world.advance('5s')
            await stage.settle()
            expect(await Promise.all(results)).toEqual(plan.map(() => 'ok'))
            expect([stage.world.server.refreshes, sent]).toEqual([1, 40])
            await stage.world.dispose()
          },
        ),
        { numRuns: 20, seed: 20_260_101 },
      )
    },
    PATIENCE_MS,
  )
})
