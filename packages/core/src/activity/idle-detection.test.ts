import { describe, expect, test, vi } from 'vitest'
import type { SessionPolicy } from '../engine/policy-types.ts'
import { fakeIdleDetection } from '../test-support/fake-idle-detector.ts'
import { unhandledDuring } from '../test-support/unhandled-rejections.ts'
import { openWorld } from '../testing/world.ts'
import { detectionOn, type IdleDetectionOptions } from './idle-detection.ts'

const minute = 60_000

async function scene(
  options: IdleDetectionOptions = {},
  browser: Parameters<typeof fakeIdleDetection>[0] = { gesture: true },
  policy: SessionPolicy = { inactivity: '15m' },
) {
  const { world } = openWorld({ user: { sub: 'u1' }, policy, serverLimits: { accessTokenLifetime: '90h' } })
  const tab = world.tab()
  const signedInAt = world.now
  await world.advance('1m')
  const machine = fakeIdleDetection(browser)
  const detection = detectionOn(tab.session, options, machine.platform)
  return {
    world,
    tab,
    machine,
    detection,
    state: () => tab.session.getState(),
    endedAfterMs: () => (tab.session.getState().end?.endedAt ?? NaN) - signedInAt,
  }
}

describe('R-87 permission', () => {
  test('nobody is asked and nothing runs before the app calls, and only the call that may ask asks', async () => {
    const { machine, detection } = await scene()
    expect(machine.asked).toEqual([])
    expect(detection.getState()).toEqual({ status: 'off', userState: null, screenState: null })
    expect(await detection.resume()).toEqual({ ok: false, reason: 'not-granted', error: null })
    expect(machine.asked).toEqual([])
    expect(await detection.start()).toEqual({ ok: true })
    expect(machine.asked).toEqual(['permission', 'start 60000'])
    expect(detection.getState()).toEqual({ status: 'watching', userState: 'active', screenState: 'unlocked' })
  })

  test('outside of a click or key press nobody can be asked, and the answer says so', async () => {
    const { machine, detection } = await scene({}, { gesture: false })
    expect(await detection.start()).toEqual({ ok: false, reason: 'no-gesture', error: null })
    expect(machine.asked).toEqual([])
    expect(detection.getState().status).toBe('off')
  })

  test('is asked in the very task of the click, because the gesture is over a moment later', async () => {
    const { machine, detection } = await scene()
    const started = detection.start()
    machine.inGesture(false)
    expect(await started).toEqual({ ok: true })
  })

  test.each([
    ['denied', 'denied', 'denied'],
    ['prompt', 'dismissed', 'off'],
  ] as const)('a question that is answered with "%s" leaves nothing running', async (answer, reason, status) => {
    const { machine, detection } = await scene()
    machine.willAnswer(answer)
    expect(await detection.start()).toEqual({ ok: false, reason, error: null })
    expect(detection.getState()).toEqual({ status, userState: null, screenState: null })
    expect(machine.running()).toBe(0)
  })

  test('that was given before is enough to go on after a reload, without a gesture and without a question', async () => {
    const { machine, detection } = await scene({}, { permission: 'granted' })
    expect(await detection.resume()).toEqual({ ok: true })
    expect(machine.asked).toEqual(['start 60000'])
  })

  test('that is taken away in the browser ends it, although the detector itself would go on', async () => {
    const { machine, detection } = await scene()
    await detection.start()
    machine.setPermission('denied')
    expect(detection.getState().status).toBe('denied')
    expect([machine.running(), machine.watchers()]).toEqual([0, 0])
  })

  test('a browser without the interface answers so, and nothing throws', async () => {
    const { tab } = await scene()
    const detection = detectionOn(tab.session, { signOutWhenLocked: '0s', elsewhere: 'counts' }, { navigator: {} })
    expect(detection.getState().status).toBe('unsupported')
    expect(await detection.start()).toEqual({ ok: false, reason: 'unsupported', error: null })
    expect(await detection.resume()).toEqual({ ok: false, reason: 'unsupported', error: null })
    detection.stop()
    expect(detection.getState().status).toBe('unsupported')
  })

  test('a browser that refuses for a reason of its own is quoted', async () => {
    const { tab, machine } = await scene()
    const broken = { ...machine.platform, navigator: { permissions: { query: () => Promise.reject(new TypeError('no such name')) } } }
    const detection = detectionOn(tab.session, {}, broken)
    expect(await detection.resume()).toMatchObject({ ok: false, reason: 'failed', error: { message: 'no such name' } })
  })

  test('a stop while the question is open is the last word', async () => {
    const { machine, detection } = await scene()
    const { promise, resolve } = Promise.withResolvers<'granted'>()
    machine.willAnswer(promise)
    const started = detection.start()
    detection.stop()
    resolve('granted')
    expect(await started).toEqual({ ok: false, reason: 'stopped', error: null })
    expect(machine.running()).toBe(0)
    expect(machine.asked).toEqual(['permission'])
  })

  test('a threshold that no browser takes is refused where it is written', async () => {
    const { tab, machine } = await scene()
    const short = () => detectionOn(tab.session, { threshold: '59s' }, machine.platform)
    expect(short).toThrow(expect.objectContaining({ code: 'idle-threshold-too-short' }))
  })
})

describe('R-87 what happens on the machine', () => {
  test('a listener that throws neither keeps it from starting nor others from hearing', async () => {
    const { detection } = await scene()
    const failure = new Error('cannot draw this')
    const [throws, told] = [vi.fn().mockThrow(failure), vi.fn()]
    for (const listener of [throws, told]) detection.subscribe(listener)
    const surfaced = await unhandledDuring(async () => expect(await detection.start()).toEqual({ ok: true }))
    expect([told.mock.calls.length, surfaced]).toEqual([1, [failure]])
  })

  test('is told to who listens, once for each change, and no longer after the undo', async () => {
    const { machine, detection } = await scene()
    const told = vi.fn()
    const undo = detection.subscribe(told)
    await detection.start()
    machine.happens({ userState: 'idle' })
    machine.happens({ userState: 'idle' })
    undo()
    undo()
    machine.happens({ userState: 'active' })
    expect(told).toHaveBeenCalledTimes(2)
    detection.stop()
    expect(detection.getState()).toEqual({ status: 'off', userState: null, screenState: null })
    expect(machine.running()).toBe(0)
  })

  test('R-54 is no activity here unless the app says so', async () => {
    const { world, detection, endedAfterMs } = await scene()
    await detection.start()
    await world.advance('2h')
    expect(endedAfterMs()).toBe(15 * minute)
  })

  test('counts where the app says so, until the machine is idle', async () => {
    const { world, machine, detection, state, endedAfterMs } = await scene({ elsewhere: 'counts' })
    await detection.start()
    await world.advance('4h')
    expect(state()).toMatchObject({ status: 'signed-in', warning: null })
    machine.happens({ userState: 'idle' })
    await world.advance('15m')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    expect(endedAfterMs()).toBe((1 + 240 + 15) * minute)
  })

  test('counts up to the maximum lifetime and no further, and no longer once it is stopped', async () => {
    const { world, detection, endedAfterMs } = await scene({ elsewhere: 'counts' }, undefined, { inactivity: '15m', maxLifetime: '2h' })
    await detection.start()
    await world.advance('8h')
    expect(endedAfterMs()).toBe(120 * minute)
    const stopped = await scene({ elsewhere: 'counts' })
    await stopped.detection.start()
    await stopped.world.advance('1h')
    stopped.detection.stop()
    await stopped.world.advance('15m')
    expect(stopped.endedAfterMs()).toBe(76 * minute)
  })

  test('R-55 is no answer to a warning that is open', async () => {
    const { world, machine, detection, state } = await scene({ elsewhere: 'counts' })
    await detection.start()
    machine.happens({ userState: 'idle' })
    await world.advance('14m')
    machine.happens({ userState: 'active' })
    await world.advance('10s')
    expect(state().warning).toMatchObject({ cause: 'inactive' })
  })

  test('a locked screen counts for nobody, even while the machine still calls its user active', async () => {
    const { world, machine, detection, endedAfterMs } = await scene({ elsewhere: 'counts' })
    await detection.start()
    await world.advance('1h')
    machine.happens({ screenState: 'locked' })
    await world.advance('1h')
    expect(endedAfterMs()).toBe(76 * minute)
  })
})

describe('R-87 a locked screen', () => {
  test('ends nothing by default', async () => {
    const { world, machine, detection, state } = await scene()
    await detection.start()
    machine.happens({ screenState: 'locked', userState: 'idle' })
    await world.advance('10m')
    expect(state()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test('signs out in every tab after as long as the app allows, and not when it is unlocked before', async () => {
    const { world, machine, detection, state } = await scene({ signOutWhenLocked: '5m' })
    const other = world.tab()
    await detection.start()
    machine.happens({ screenState: 'locked' })
    await world.advance('4m')
    machine.happens({ screenState: 'unlocked' })
    await world.advance('2m')
    expect(state().status).toBe('signed-in')
    machine.happens({ screenState: 'locked' })
    await world.advance('299s')
    expect(state().status).toBe('signed-in')
    await world.advance('1s')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'signed-out', here: true } })
    expect(other.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out', here: false } })
    expect(world.server.signOuts).toBe(1)
  })

  test('signs out at once where the app allows no time', async () => {
    const { machine, detection, state } = await scene({ signOutWhenLocked: '0s' })
    await detection.start()
    machine.happens({ screenState: 'locked' })
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
  })

  test('P-11 over which the machine slept past its time signs out when it is unlocked, whatever its timer did', async () => {
    const { world, machine, detection, state } = await scene({ signOutWhenLocked: '5m' }, undefined, { inactivity: '12h' })
    await detection.start()
    machine.happens({ screenState: 'locked' })
    await world.advance('1m')
    await world.sleep('2h')
    machine.happens({ screenState: 'unlocked' })
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
  })

  test('counts from the sign-in for whoever signs in under it', async () => {
    const { world, tab, machine, detection, state } = await scene({ signOutWhenLocked: '5m' })
    await detection.start()
    await tab.session.signOut()
    machine.happens({ screenState: 'locked' })
    await world.advance('10m')
    await world.server.signIn()
    await tab.session.restore()
    await world.advance('4m')
    expect(state().status).toBe('signed-in')
    await world.advance('1m')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
  })

  test('signs nobody out any more once it is stopped', async () => {
    const { world, machine, detection, state } = await scene({ signOutWhenLocked: '5m' })
    await detection.start()
    machine.happens({ screenState: 'locked' })
    await world.advance('4m')
    detection.stop()
    await world.advance('4m')
    expect(state().status).toBe('signed-in')
  })

  test('signs nobody out who signs in after it was unlocked, when the session had ended meanwhile', async () => {
    const { world, tab, machine, detection, state } = await scene({ signOutWhenLocked: '20m' })
    await detection.start()
    machine.happens({ screenState: 'locked' })
    await world.advance('15m')
    expect(state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    machine.happens({ screenState: 'unlocked' })
    await world.server.signIn()
    await tab.session.restore()
    await world.advance('10m')
    expect(state().status).toBe('signed-in')
  })

  test('signs nobody out any more once it was stopped on hearing that it has signed out', async () => {
    const { world, tab, machine, detection, state } = await scene({ signOutWhenLocked: '0s' })
    tab.session.subscribe(() => state().end !== null && detection.stop())
    await detection.start()
    machine.happens({ screenState: 'locked' })
    await world.advance('1s')
    await world.server.signIn()
    await tab.session.restore()
    await world.advance('1m')
    expect(state().status).toBe('signed-in')
  })

  test('that allows no time signs out each who signs in under it', async () => {
    const { world, tab, machine, detection } = await scene({ signOutWhenLocked: '0s' })
    await detection.start()
    machine.happens({ screenState: 'locked' })
    await world.server.signIn()
    await tab.session.restore()
    await world.advance('1s')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
    expect(world.server.signOuts).toBe(2)
  })
})
