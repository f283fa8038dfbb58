import { experimental_streamedQuery } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { MARKER, PAUSED, held } from './test-support/marker.ts'
import { queryCore } from './test-support/query-core.ts'
import { ANOTHER, openStage } from './test-support/stage.ts'

describe('what belongs to a session that is over', async () => {
  const core = await queryCore('5.108')
  afterEach(() => void vi.useRealTimers())

  it('is told from what is written afterwards in the same millisecond by being a copy', async () => {
    const stage = await openStage(core)
    await stage.end()
    vi.useFakeTimers({ toFake: ['Date'] })
    const copied = new core.QueryClient()
    copied.setQueryData(['copied'], MARKER)
    await stage.signIn()
    stage.client.setQueryData(['written'], 'own')
    core.hydrate(stage.client, core.dehydrate(copied))
    expect([stage.client.getQueryData(['written']), stage.client.getQueryData(['copied'])]).toEqual(['own', undefined])
  })

  it('is asked for anew where it is shown', async () => {
    const stage = await openStage(core)
    stage.client.setQueryData(['a'], MARKER)
    const copy = core.dehydrate(stage.client)
    await stage.end()
    await stage.signIn(ANOTHER)
    const answers = [new Promise<never>(() => {}), 'of Grace']
    const observer = new core.QueryObserver(stage.client, { queryKey: ['a'], queryFn: () => answers.shift() })
    const unsubscribe = observer.subscribe(() => {})
    core.hydrate(stage.client, copy)
    await stage.settle()
    expect(observer.getCurrentResult().data).toBe('of Grace')
    unsubscribe()
  })

  it('is what is written with the instant at which it was fetched', async () => {
    const stage = await openStage(core)
    await stage.end()
    await stage.signIn(ANOTHER)
    stage.client.setQueryData(['a'], MARKER, { updatedAt: Date.now() - 60_000 })
    expect(held(stage.client)).toBe('[[],[]]')
  })

  it('is what another tab, which has not heard of the end yet, has fetched since', async () => {
    const stage = await openStage(core)
    await stage.end()
    await new Promise((resolve) => setTimeout(resolve, 2))
    const another = new core.QueryClient()
    another.setQueryData(['a'], MARKER)
    core.hydrate(stage.client, core.dehydrate(another))
    expect(held(stage.client)).toBe('[[],[]]')
    expect(await stage.client.fetchQuery({ queryKey: ['a'], queryFn: () => 'for everybody' })).toBe('for everybody')
  })

  it('is no mutation that a copy has kept for when the network is back, if the page finds nobody', async () => {
    const sent: unknown[] = []
    const stage = await openStage(core, { world: { signedIn: false }, restored: false })
    stage.client.setMutationDefaults(['note'], { mutationFn: async (text: string) => sent.push(text) })
    core.hydrate(stage.client, PAUSED)
    await stage.settle()
    await stage.client.resumePausedMutations()
    await stage.signIn(ANOTHER)
    await stage.client.resumePausedMutations()
    expect(sent).toEqual([])
  })

  it('is no mutation that is restored after the end', async () => {
    const sent: unknown[] = []
    const stage = await openStage(core)
    stage.client.setMutationDefaults(['note'], { mutationFn: async (text: string) => sent.push(text) })
    await stage.end()
    await stage.signIn(ANOTHER)
    core.hydrate(stage.client, PAUSED)
    await stage.client.resumePausedMutations()
    await stage.settle()
    expect([sent, held(stage.client)]).toEqual([[], '[[],[]]'])
  })

  it('is not what a component brings along, however old it says that is', async () => {
    const stage = await openStage(core)
    await stage.end()
    await stage.signIn()
    const options = { queryKey: ['a'], initialData: 'brought along', initialDataUpdatedAt: 1, enabled: false }
    const unsubscribe = new core.QueryObserver(stage.client, options).subscribe(() => {})
    expect(stage.client.getQueryData(['a'])).toBe('brought along')
    unsubscribe()
  })

  it('is not what a stream for everybody brings between an end and a sign-in', async () => {
    const stage = await openStage(core)
    await stage.end()
    const next = Promise.withResolvers<void>()
    async function* news() {
      yield 'first'
      await next.promise
      yield 'second'
    }
    const asked = stage.client.fetchQuery({ queryKey: ['news'], queryFn: experimental_streamedQuery({ streamFn: news }) })
    await stage.settle()
    expect(stage.client.getQueryData(['news'])).toEqual(['first'])
    next.resolve()
    expect(await asked).toEqual(['first', 'second'])
  })

  it('is what a stream brings after the end', async () => {
    const stage = await openStage(core)
    const next = Promise.withResolvers<void>()
    async function* pages() {
      yield MARKER
      await next.promise
      yield MARKER
    }
    stage.client.fetchQuery({ queryKey: ['pages'], queryFn: experimental_streamedQuery({ streamFn: pages }) }).catch(() => {})
    await stage.settle()
    await stage.end()
    next.resolve()
    await stage.settle()
    expect(held(stage.client)).toBe('[[],[]]')
  })
})
