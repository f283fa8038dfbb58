import { describe, expect, it, vi } from 'vitest'
import { attachSession } from './attach-session.ts'
import { MARKER, held } from './test-support/marker.ts'
import { queryCore } from './test-support/query-core.ts'
import { ANOTHER, openStage } from './test-support/stage.ts'

describe('what stays', async () => {
  const core = await queryCore('5.108')

  it('are the queries that keep names, data, requests under way and all', async () => {
    const stage = await openStage(core, { attach: { keep: ({ queryKey }) => queryKey[0] === 'public' } })
    const late = Promise.withResolvers<string>()
    stage.client.setQueryData(['public', 1], 'words')
    const asked = stage.client.fetchQuery({ queryKey: ['public', 2], queryFn: () => late.promise })
    await stage.end()
    stage.client.setQueryData(['public', 3], 'by hand')
    late.resolve('late')
    expect(await asked).toBe('late')
    await stage.signIn(ANOTHER)
    expect([1, 2, 3].map((n) => stage.client.getQueryData(['public', n]))).toEqual(['words', 'late', 'by hand'])
  })

  it('is what was there when the first page of the session was opened, signed in or not', async () => {
    for (const signedIn of [true, false]) {
      const stage = await openStage(core, { world: { signedIn }, restored: false })
      stage.client.setQueryData(['hydrated'], 'by the server')
      await stage.settle()
      expect(stage.client.getQueryData(['hydrated'])).toBe('by the server')
    }
  })

  it('is nothing when somebody signs in, because who asks has changed', async () => {
    const stage = await openStage(core, { world: { signedIn: false } })
    stage.client.setQueryData(['me'], 'nobody')
    expect(stage.client.getQueryData(['me'])).toBe('nobody')
    await stage.signIn()
    expect(stage.state().status).toBe('signed-in')
    expect(stage.client.getQueryData(['me'])).toBeUndefined()
  })

  it('is nothing when the page is opened by somebody else than the last one', async () => {
    const stage = await openStage(core)
    await stage.world.server.end()
    await stage.world.server.signIn(ANOTHER)
    await stage.tab.close()
    const next = stage.world.tab()
    const client = new core.QueryClient()
    attachSession(client, next.session)
    client.setQueryData(['restored from a persisted copy'], MARKER)
    await stage.settle()
    expect([next.session.getState().status, held(client)]).toEqual(['signed-in', '[[],[]]'])
  })

  it('is everything while the session is checked and signed in again in place', async () => {
    const stage = await openStage(core)
    stage.client.setQueryData(['a'], 'a')
    await stage.world.sleep('30m')
    await stage.world.advance('1m')
    await stage.session.refreshNow()
    expect([stage.state().status, stage.client.getQueryData(['a'])]).toEqual(['signed-in', 'a'])
  })
})

describe('a client attached after an end', async () => {
  const core = await queryCore('5.108')

  it('is emptied at once', async () => {
    const stage = await openStage(core)
    await stage.end()
    const client = new core.QueryClient()
    client.setQueryData(['a'], MARKER)
    attachSession(client, stage.session)
    expect(held(client)).toBe('[[],[]]')
  })
})

it('empties on a sign-out before the server has heard of it', async () => {
  const core = await queryCore('5.108')
  const stage = await openStage(core)
  stage.client.setQueryData(['a'], MARKER)
  const out = vi.fn()
  void stage.session.signOut().then(out)
  expect(held(stage.client)).toBe('[[],[]]')
  await stage.settle()
  expect(out).toHaveBeenCalledOnce()
})
