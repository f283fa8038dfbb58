import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../engine/policy-types.ts'
import { fakePage } from '../test-support/fake-page.ts'
import { openWorld } from '../testing/world.ts'
import { holdIn } from './activity-hold.ts'

const minute = 60_000

async function scene(policy: SessionPolicy = { inactivity: '15m' }, tabs = 1) {
  const { world } = openWorld({ user: { sub: 'u1' }, policy, serverLimits: { accessTokenLifetime: '90h' } })
  const [tab, ...others] = Array.from({ length: tabs }, () => world.tab())
  if (tab === undefined) throw new Error('a world without tabs')
  const signedInAt = world.now
  await world.advance('1m')
  const { page, input, listened } = fakePage()
  const hold = holdIn(tab.session, page)
  return {
    world,
    tab,
    others,
    hold,
    listened,
    /** What somebody does at the page both the session and the hold hear of. */
    async input() {
      await tab.input()
      input()
    },
    state: () => tab.session.getState(),
    endedAfterMs: () => (tab.session.getState().end?.endedAt ?? NaN) - signedInAt,
  }
}

describe('a hold on activity', () => {
  test('P-35 stands for presence while its job runs, in every tab, and the limit counts from the end of the job', async () => {
    const { world, hold, state, others, endedAfterMs } = await scene({ inactivity: '15m' }, 2)
    hold.hold('upload', { max: '3h' })
    await world.advance('59m')
    for (const one of [state(), others[0]?.session.getState()]) expect(one).toMatchObject({ status: 'signed-in', warning: null })
    hold.release()
    await world.advance('15m')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    expect(endedAfterMs()).toBe(75 * minute)
  })

  test('P-35 ends by itself when nobody was seen for its maximum, however often the job begins anew', async () => {
    const { world, hold, state, endedAfterMs } = await scene()
    for (let track = 0; track < 60; track += 1) {
      hold.hold(`track ${track}`, { max: '30m' })
      await world.advance('50s')
      hold.release()
      await world.advance('10s')
    }
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    expect(endedAfterMs()).toBeGreaterThan(45 * minute)
    expect(endedAfterMs()).toBeLessThanOrEqual(46 * minute)
  })

  test('P-35 lasts for its maximum after somebody was last seen, and not from when it began', async () => {
    const { world, hold, input, endedAfterMs } = await scene()
    hold.hold('recording', { max: '30m' })
    await world.advance('20m')
    await input()
    await world.advance('100m')
    expect(endedAfterMs()).toBe((1 + 20 + 30 + 15) * minute)
  })

  test('P-35 that has run out while its job goes on stands again for somebody who comes back', async () => {
    const { world, hold, input, state } = await scene({ inactivity: '1h' })
    hold.hold('export', { max: '30m' })
    await world.advance('45m')
    await input()
    await world.advance('80m')
    expect(state()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test('P-35 sets no timer and takes no lease for input, however much there is', async () => {
    const { hold, input, tab, world } = await scene()
    hold.hold('upload', { max: '30m' })
    const taken: string[] = []
    const own = { ...tab.session, holdActivity: (label: string) => (taken.push(label), () => {}) }
    const { page, input: press } = fakePage()
    let timers = 0
    const counted = holdIn({ ...own, after: (ms, wake) => ((timers += 1), tab.session.after(ms, wake)) }, page)
    counted.hold('upload', { max: '30m' })
    for (let index = 0; index < 1000; index += 1) press()
    await input()
    await world.advance('1m')
    expect({ taken, timers }).toEqual({ taken: ['upload'], timers: 1 })
    counted.detach()
  })

  test('P-35 whose job is named anew with every percent is one lease', async () => {
    const { tab } = await scene()
    const taken: string[] = []
    const { page } = fakePage()
    const hold = holdIn({ ...tab.session, holdActivity: (label) => (taken.push(label), () => {}) }, page)
    for (let percent = 0; percent <= 100; percent += 1) hold.hold(`upload ${percent} %`, { max: '30m' })
    expect(taken).toEqual(['upload 0 %'])
    hold.detach()
  })

  test('P-35 never passes the maximum lifetime', async () => {
    const { world, hold, state, endedAfterMs } = await scene({ inactivity: '15m', maxLifetime: '2h' })
    hold.hold('lecture', { max: '8h' })
    await world.advance('8h')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime' } })
    expect(endedAfterMs()).toBe(120 * minute)
  })

  test('P-35 R-55 is no answer to a warning that is open', async () => {
    const { world, hold, state } = await scene()
    await world.advance('13m')
    expect(state().warning).toMatchObject({ cause: 'inactive' })
    hold.hold('upload', { max: '3h' })
    await world.advance('1s')
    expect(state().warning).toMatchObject({ cause: 'inactive' })
    await world.advance('2m')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('P-35 of a job that outlives the session holds again after the next sign-in, with what is left', async () => {
    const { world, tab, hold, state, endedAfterMs } = await scene()
    hold.hold('upload', { max: '1h' })
    await world.advance('30m')
    await tab.session.signOut()
    await world.server.signIn()
    await tab.session.restore()
    await world.advance('2h')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    expect(endedAfterMs()).toBe((1 + 60 + 15) * minute)
  })

  test('P-35 P-11 keeps nobody in through a sleep, although its timer fires after it', async () => {
    const { world, tab, hold, state, endedAfterMs } = await scene()
    hold.hold('upload', { max: '8h' })
    await world.advance('1m')
    await world.sleep('4h')
    await world.advance('1m')
    await tab.input()
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    expect(endedAfterMs()).toBeLessThanOrEqual(17 * minute)
  })

  test('P-35 leaves nothing behind once it is detached, twice if need be', async () => {
    const { world, hold, listened, input, endedAfterMs } = await scene()
    hold.hold('upload', { max: '3h' })
    hold.detach()
    hold.detach()
    hold.hold('upload', { max: '3h' })
    expect(listened()).toEqual([])
    await input()
    await world.advance('3h')
    expect(endedAfterMs()).toBe(16 * minute)
  })

  test('a maximum that is no duration is refused where it is written', async () => {
    const { hold } = await scene()
    // @ts-expect-error 30 what?
    expect(() => hold.hold('upload', { max: '30' })).toThrow(expect.objectContaining({ code: 'duration-invalid' }))
  })
})
