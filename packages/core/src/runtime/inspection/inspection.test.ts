import { expect, test } from 'vitest'
import type { Duration } from '../../engine/duration.ts'
import { holdRequests, live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { unhandledDuring } from '../../test-support/unhandled-rejections.ts'
import { createWorld } from '../../testing/index.ts'
import { createVirtualMachine } from '../../testing/virtual-machine.ts'
import { createVirtualPage } from '../../testing/virtual-tab.ts'
import { createSession } from '../session.ts'
import { inspectionOf, type Inspection, type Step } from './index.ts'
import type { Session } from '../session-types.ts'

const MARKER = 'marker-7f3a91'
const user = { sub: MARKER, name: MARKER, email: MARKER }
const policy = { inactivity: '15m', maxLifetime: '8h', accessTokenLifetime: '5m' } as const

function openIn(session: Session): Inspection {
  const inspection = inspectionOf(session)
  if (inspection === null) throw new Error('This session has no inspection.')
  return inspection
}

/** A session of one tab, this long after its page was opened. */
async function openInspected(after: Duration) {
  const world = createWorld({ user, policy })
  const { session } = world.tab()
  await world.advance(after)
  return { world, session, ...openIn(session) }
}

/** What changed the state for everybody to see, in a word. */
function story(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ before, after }) =>
    before.status === after.status ? [] : [after.end === null ? after.status : `${after.status}: ${after.end.reason}`],
  )
}

test('a session tells its steps in the order in which they happened, with what followed from them', async () => {
  const inspected = await openInspected('8m')
  await inspected.world.server.end('revoked')
  await inspected.world.advance('1s')
  const steps = inspected.steps()
  expect(story(steps)).toEqual(['signed-in', 'ended: revoked'])
  expect(steps.map(({ at }) => at)).toEqual([...steps.map(({ at }) => at)].sort((a, b) => a - b))
  expect(steps.filter(({ event }) => event.type === 'refresh-answered').map(({ event }) => event.answer?.status)).toEqual(['live', 'live'])
  const begun = steps.find(({ commands }) => commands.includes('refresh'))
  expect(begun?.after.refresh.status).toBe('running')
})

test('no step holds anything of the user, of a credential or of what a backend said in its own words', async () => {
  const backendSays = { status: 'misconfigured', message: MARKER } as const
  const live = { status: 'live', userId: MARKER, user, endsIn: { 'token-expired': '5m' }, sessionKey: MARKER, token: MARKER } as const
  const world = createWorld({
    user,
    policy,
    backend: {
      restore: async () => live,
      refresh: async () => backendSays,
      signOut: async () => Promise.reject(new Error(MARKER)),
      peek: async () => Promise.reject(new Error(MARKER)),
    },
  })
  const { session } = world.tab()
  await world.advance('6m')
  await Promise.all([session.signOut(), world.advance('10s')])
  const steps = openIn(session).steps()
  expect(steps.map(({ problem }) => problem)).toContain('backend-misconfigured')
  expect(JSON.stringify(steps)).not.toContain(MARKER)
})

test('hours of input and of looking around are a few steps', async () => {
  const world = createWorld({ user, policy: { inactivity: '15m' }, serverLimits: {} })
  const tab = world.tab()
  for (let minute = 0; minute < 300; minute += 1) {
    await world.advance('1m')
    await tab.input()
  }
  const steps = openIn(tab.session).steps()
  const inputs = steps.filter(({ event }) => event.type === 'activity-seen')
  expect(inputs.reduce((sum, { times }) => sum + times, 0)).toBe(300)
  expect(steps.length).toBeLessThan(40)
})

test('what is remembered is bounded, and how much was forgotten is told', async () => {
  const world = createWorld({ user, policy: {}, serverLimits: {} })
  const { session } = world.tab()
  await world.advance('1s')
  const inspection = openIn(session)
  for (let count = 0; count < 800; count += 1) session.holdActivity(`upload ${count}`, { max: '1m' })()
  const steps = inspection.steps()
  expect(steps.length).toBeLessThanOrEqual(1200)
  expect(inspection.forgotten()).toBeGreaterThan(0)
  expect(steps[0]?.n).toBe(inspection.forgotten() + 1)
})

test('a token that is expired by hand is refreshed at once, and the session goes on', async () => {
  const { world, session, tools } = await openInspected('2m')
  expect(tools.expireToken()).toBe(true)
  expect(session.getState().checking?.cause).toBe('token-expired')
  await world.advance('1s')
  expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  expect(world.server.refreshes).toBe(1)
})

test('a token can be expired by hand where the server said who is signed in, before the backend has answered anything', async () => {
  const machine = createVirtualMachine(0)
  const { ports } = createVirtualPage(
    machine,
    () => 0,
    () => {},
  )
  const session = createSession({
    backend: scriptedBackend({ restore: holdRequests().ask, refresh: holdRequests().ask }),
    ports,
    initial: live(),
  })
  session.start()
  await machine.clock.advance(1000)
  await machine.clock.perform(() => expect(openIn(session).tools.expireToken()).toBe(true))
  expect(session.getState().status).toBe('signed-in')
})

test('a refresh that is made to fail is not asked of the backend, and the next one is', async () => {
  const { world, session, tools } = await openInspected('1m')
  tools.failRefreshes('unavailable', 1)
  expect(tools.getState().failing).toEqual({ how: 'unavailable', times: 1 })
  const failing = session.refreshNow()
  await world.advance('1ms')
  expect(await failing).toMatchObject({ ok: false, reason: 'unavailable' })
  expect(world.server.refreshes).toBe(0)
  expect(tools.getState().failing).toBeNull()
  await world.advance('1m')
  expect(world.server.refreshes).toBe(1)
})

test('a refresh that is made to be refused ends the session in every tab', async () => {
  const world = createWorld({ user, policy })
  const [here, there] = [world.tab().session, world.tab().session]
  await world.advance('1m')
  openIn(here).tools.failRefreshes('rejected', 1)
  void here.refreshNow()
  await world.advance('1s')
  expect([here, there].map((session) => session.getState().end?.reason)).toEqual(['refresh-rejected', 'refresh-rejected'])
})

test('who is cut off reaches no backend until the network is given back', async () => {
  const { world, session, tools } = await openInspected('1m')
  tools.setCutOff(true)
  await world.advance('5m')
  expect(session.getState().checking?.cause).toBe('token-expired')
  tools.setCutOff(false)
  await world.advance('1s')
  expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
})

test('who is cut off signs out in this tab, and the backend hears of it when it is next asked', async () => {
  const { world, session, tools } = await openInspected('1m')
  tools.setCutOff(true)
  const told = session.signOut()
  await world.advance('1s')
  expect([session.getState().status, world.server.signOuts]).toEqual(['ended', 0])
  tools.setCutOff(false)
  await Promise.all([told, session.restore(), world.advance('1m')])
  expect(world.server.signOuts).toBe(1)
})

test('sleep past the limit ends the session as a machine that slept does, under cover first', async () => {
  const world = createWorld({ user, policy: { inactivity: '15m' }, serverLimits: {} })
  const { session } = world.tab()
  await world.advance('1m')
  openIn(session).tools.sleep(20 * 60_000)
  expect(session.getState().checking?.cause).toBe('woke')
  await world.advance('1s')
  expect(session.getState().end?.reason).toBe('inactive')
})

test('time that is skipped passes timer by timer: every refresh is made, and nothing looks like sleep', async () => {
  const { world, session, tools, steps } = await openInspected('1s')
  const warnAt = session.deadlines().find(({ reason }) => reason === 'inactive')?.warnAt ?? 0
  const skipping = tools.skipTo(warnAt)
  await world.advance('1m')
  await skipping
  expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: { cause: 'inactive' } })
  expect(world.server.refreshes).toBeGreaterThanOrEqual(2)
  expect(steps().filter(({ after }) => after.checking !== null)).toEqual([])
})

test('other tabs and tabs that are opened later follow a clock that was moved, and nobody’s past or future moves with it', async () => {
  const world = createWorld({ user, policy })
  const [here, there] = [world.tab().session, world.tab().session]
  await world.advance('1m')
  const { tools } = openIn(here)
  const endsAt = here.deadlines().find(({ reason }) => reason === 'inactive')?.endsAt
  const skipping = tools.skipTo(here.now() + 10 * 60_000)
  await world.advance('1m')
  await skipping
  const later = world.tab().session
  await world.advance('2s')
  const all = [here, there, later]
  expect(all.map((session) => session.getState().status)).toEqual(['signed-in', 'signed-in', 'signed-in'])
  expect(new Set(all.map((session) => session.now())).size).toBe(1)
  expect(all.map((session) => session.deadlines().find(({ reason }) => reason === 'inactive')?.endsAt)).toEqual([endsAt, endsAt, endsAt])
})

test('a session that begins after one whose clock was moved lasts as long as any', async () => {
  const world = createWorld({ user, policy })
  const tab = world.tab()
  await world.advance('1m')
  openIn(tab.session).tools.sleep(5 * 60_000)
  await world.advance('2s')
  void tab.session.signOut()
  await world.advance('2s')
  await world.server.signIn()
  const { session } = await tab.reload()
  await world.advance('2s')
  expect(session.getState().status).toBe('signed-in')
  expect(openIn(session).tools.getState().aheadMs).toBe(0)
  const [last] = session.deadlines().toReversed()
  expect(last?.reason).toBe('max-lifetime')
  expect(Math.round(((last?.endsAt ?? 0) - session.now()) / 60_000)).toBe(480)
})

test('input counts for nothing while the tab is made idle, or where whoever watches says so', async () => {
  const world = createWorld({ user, policy })
  const tab = world.tab()
  await world.advance('1m')
  const { tools } = openIn(tab.session)
  const inactiveSince = () => tab.session.deadlines().find(({ reason }) => reason === 'inactive')?.sinceAt
  const before = inactiveSince()
  tools.setIdle(true)
  await tab.input()
  expect(inactiveSince()).toBe(before)
  tools.setIdle(false)
  const undo = tools.ignoreInput(() => true)
  await tab.input()
  expect(inactiveSince()).toBe(before)
  undo()
  await tab.input()
  expect(inactiveSince()).toBe(world.now)
})

test('a sign-out elsewhere and a session that the backend has ended come as from there', async () => {
  const world = createWorld({ user, policy })
  const [one, other] = [world.tab().session, world.tab().session]
  await world.advance('1m')
  openIn(one).tools.signOutElsewhere()
  expect(one.getState().end).toMatchObject({ reason: 'signed-out', here: false })
  await world.advance('1s')
  expect(other.getState().end).toMatchObject({ reason: 'signed-out', here: false })
  const second = createWorld({ user, policy })
  const { session } = second.tab()
  await second.advance('1m')
  openIn(session).tools.revoke()
  expect(session.getState().end?.reason).toBe('revoked')
})

test('whoever watches and throws disturbs neither the session nor whoever else watches', async () => {
  const { world, session, subscribe } = await openInspected('1m')
  const failure = new Error('cannot draw this')
  subscribe(() => {
    throw failure
  })
  let heard = 0
  subscribe(() => (heard += 1))
  const surfaced = await unhandledDuring(() => world.advance('8m'))
  expect(heard).toBeGreaterThan(0)
  expect(new Set(surfaced)).toEqual(new Set([failure]))
  expect([session.getState().status, world.server.refreshes]).toEqual(['signed-in', 2])
})
