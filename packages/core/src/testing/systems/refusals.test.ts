import { describe, expect, test } from 'vitest'
import type { BackendAnswer } from '../../engine/answer.ts'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import type { Session } from '../../runtime/session-types.ts'
import { gaps, openBreakableWorld, type BreakableSetting } from '../../test-support/breakable-world.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

const answering = (answer: BackendAnswer) => async () => answer
const refused = answering({ status: 'rejected' })
const misconfigured = answering({ status: 'misconfigured', message: 'The provider does not know this client.' })

/** Two tabs that can be seen, one in the background, and one more, which is frozen in the tests that thaw it. */
async function withTabs(setting: BreakableSetting) {
  const opened = openBreakableWorld(setting)
  const tabs = [opened.world.tab(), opened.world.tab(), opened.world.tab(), opened.world.tab()] as const
  await opened.until(minute)
  await tabs[2].hide()
  return { ...opened, tabs, states: () => tabs.map(({ session }) => session.getState()) }
}

function problemsOf(session: Session): readonly string[] {
  const codes: string[] = []
  session.on('problem', ({ code }) => void codes.push(code))
  return codes
}

describe('a refresh that the backend refuses', () => {
  test.each([
    [undefined, 'refresh-rejected'],
    ['refresh-rejected', 'refresh-rejected'],
    ['revoked', 'revoked'],
    ['signed-out', 'signed-out'],
    ['inactive', 'inactive'],
    ['server-idle', 'server-idle'],
    ['max-lifetime', 'max-lifetime'],
    ['token-expired', 'token-expired'],
  ] as const)('R-83 (reason %s) ends all tabs at once with one request, and nothing is asked again', async (reason, ending) => {
    const { tabs, states, signedInAt, until, answerWith, asked } = await withTabs({ life: '1h' })
    await tabs[3].freeze()
    answerWith(answering(reason === undefined ? { status: 'rejected' } : { status: 'rejected', reason }))
    await until(58 * minute - 1)
    for (const state of states()) expect(state.status).toBe('signed-in')
    await until(58 * minute)
    await tabs[3].thaw()
    for (const state of states()) {
      expect(state).toMatchObject({ status: 'ended', user: null, end: { reason: ending, endedAt: signedInAt + 58 * minute } })
    }
    await until(3 * hour)
    expect(asked('refresh')).toEqual([58 * minute])
    expect(asked('peek')).toEqual([])
  })

  test('R-57 because nothing can be renewed any more ends nobody before the token is over', async () => {
    const { states, signedInAt, until, answerWith, asked } = await withTabs({ life: '1h', peeks: false })
    answerWith(answering({ status: 'rejected', reason: 'refresh-expired' }))
    await until(hour - 1)
    for (const state of states()) expect(state).toMatchObject({ status: 'signed-in', checking: null })
    await until(hour)
    expect(states()[0]).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', endedAt: signedInAt + hour } })
    expect(asked('refresh')).toEqual([58 * minute])
  })

  test('R-83 for a reason that is unheard-of is one for no reason', async () => {
    const { states, until, answerWith } = await withTabs({ life: '1h' })
    answerWith(async () => ({ status: 'rejected', reason: JSON.parse('"<b>bored</b>"') }))
    await until(59 * minute)
    expect(states()[0]).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected' } })
  })

  test.each(['refreshNow', 'reportUnauthorized', 'extend'] as const)(
    'R-8 R-83 ends all tabs when %s asked for it, and says so',
    async (method) => {
      const { tabs, states, until, answerWith, asked } = await withTabs({ life: '1h', enforces: ['inactive'] })
      answerWith(refused)
      await until(10 * minute)
      const result = tabs[0].session[method]()
      await until(10 * minute + second)
      await expect(result).resolves.toMatchObject({ ok: false, reason: 'rejected' })
      await tabs[3].thaw()
      for (const state of states()) expect(state).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected' } })
      await until(3 * hour)
      expect(asked('refresh')).toEqual([10 * minute])
    },
  )

  test('R-83 after ten minutes of failures is as final as at first', async () => {
    const { states, until, answerWith, asked } = await withTabs({ life: '1h', policy: { refreshLead: '30m' } })
    answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
    await until(40 * minute)
    const before = asked('refresh').length
    answerWith(refused)
    await until(41 * minute)
    for (const state of states().slice(0, 3)) expect(state).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected' } })
    expect(asked('refresh')).toHaveLength(before + 1)
  })

  test('R-83 under cover ends it as well, whatever the policy', async () => {
    for (const policy of [{}, { onRejected: 'warn' }] satisfies readonly SessionPolicy[]) {
      const { states, until, answerWith } = await withTabs({ life: '10m', policy })
      answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
      await until(20 * minute)
      expect(states()[0]).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
      answerWith(refused)
      await until(21 * minute)
      expect(states()[0]).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected' } })
    }
  })

  test('a look that the backend refuses ends all tabs as revoked, and a start that it refuses is signed out', async () => {
    const { world, tabs, states, until, answerWith, asked } = await withTabs({ life: '10h' })
    await tabs[3].freeze()
    answerWith(refused)
    await world.sleep('5m')
    await until(7 * minute)
    await tabs[3].thaw()
    for (const state of states()) expect(state).toMatchObject({ status: 'ended', end: { reason: 'revoked' } })
    const late = world.tab()
    await until(8 * minute)
    expect(late.session.getState().status).toBe('signed-out')
    await until(3 * hour)
    expect(asked('refresh')).toEqual([])
    expect(asked('restore').filter((at) => at > minute)).toHaveLength(1)
  })
})

describe('a refusal where the policy warns', () => {
  const warning = { life: '1h', policy: { onRejected: 'warn' }, peeks: false } as const

  test('R-83 P-17 goes on until the token is over, in all tabs, with one request and without a promise', async () => {
    const { states, signedInAt, until, answerWith, asked } = await withTabs(warning)
    answerWith(refused)
    await until(58 * minute)
    const shown = { cause: 'token-expired', endsAt: signedInAt + hour, extendable: false }
    expect(states()[0]).toMatchObject({ status: 'signed-in', warning: shown })
    await until(hour - 1)
    for (const state of states()) expect(state).toMatchObject({ status: 'signed-in', warning: shown })
    await until(hour)
    for (const state of states().filter((_, index) => index !== 2)) {
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'token-expired', endedAt: signedInAt + hour } })
    }
    await until(3 * hour)
    for (const state of states()) expect(state.status).toBe('ended')
    expect(asked('refresh')).toEqual([58 * minute])
  })

  test('asks for nothing when the user wants to stay all the same, works, or comes back to the page', async () => {
    const says = { endsIn: { inactive: '2h' } } as const
    const { tabs, until, answerWith, asked } = await withTabs({ ...warning, says, enforces: ['inactive'] })
    answerWith(refused)
    await until(58 * minute)
    for (let at = 58 * minute + 5 * second; at < hour; at += 5 * second) {
      await until(at)
      await tabs[0].input()
      await tabs[0].hide()
      await tabs[0].show()
      await expect(tabs[0].session.extend()).resolves.toMatchObject({ ok: false, reason: 'not-extendable' })
    }
    expect(asked('refresh')).toEqual([58 * minute])
  })
})

describe('a backend that is set up wrongly', () => {
  test('P-7 is asked once by each tab and told to the developer; the session stands until the token is over', async () => {
    const { tabs, states, signedInAt, until, answerWith, asked } = await withTabs({
      life: '1h',
      policy: { refreshLead: '30m', onTokenExpiry: 'end' },
    })
    const problems = tabs.map(({ session }) => problemsOf(session))
    answerWith(misconfigured)
    await until(hour - 1)
    for (const state of states()) {
      expect(state).toMatchObject({
        status: 'signed-in',
        checking: null,
        refresh: { status: 'failed', error: { code: 'backend-misconfigured' } },
      })
    }
    expect(asked('refresh')).toHaveLength(4)
    for (const codes of problems) expect(codes).toEqual(['backend-misconfigured'])
    await until(hour)
    expect(states()[0]).toMatchObject({ status: 'ended', end: { reason: 'token-expired', endedAt: signedInAt + hour } })
    await until(3 * hour)
    expect(asked('refresh')).toHaveLength(4)
  })

  test('P-2 is asked again by the press of the user, and mended by it once it is mended', async () => {
    const { tabs, signedInAt, until, answerWith, asked } = await withTabs({ life: '1h' })
    answerWith(misconfigured)
    await until(59 * minute + 10 * second)
    const [{ session }] = tabs
    expect(session.getState()).toMatchObject({ warning: { cause: 'token-expired', extendable: true } })
    const before = asked('refresh').length
    await expect(session.extend()).resolves.toMatchObject({ ok: false, reason: 'unavailable', error: { code: 'backend-misconfigured' } })
    expect(session.getState()).toMatchObject({ warning: { extend: { status: 'failed' } } })
    expect(asked('refresh')).toHaveLength(before + 1)
    answerWith(null)
    await expect(session.extend()).resolves.toEqual({ ok: true, endsAt: signedInAt + 59 * minute + 10 * second + hour })
    await until(59 * minute + 11 * second)
    for (const tab of tabs.slice(0, 3)) {
      expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null, refresh: { status: 'idle' } })
    }
  })

  test('P-2 P-7 leaves a page covered where the policy asks on, asked a minute apart in the end, and uncovered by itself', async () => {
    const { world, until, answerWith, asked } = openBreakableWorld({ life: '10m' })
    const { session } = world.tab()
    await until(minute)
    answerWith(misconfigured)
    await until(70 * minute)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
    const attempts = asked('refresh').filter((at) => at >= 10 * minute)
    expect(attempts.length).toBeLessThan(150)
    expect(Math.max(...gaps(attempts))).toBeLessThanOrEqual(minute)
    answerWith(null)
    await until(71 * minute)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, refresh: { status: 'idle' } })
  })

  test('shows a page that starts as signed out, asks once and says why', async () => {
    const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h' })
    answerWith(misconfigured)
    const { session } = world.tab()
    const problems = problemsOf(session)
    await until(3 * hour)
    expect(session.getState()).toMatchObject({ status: 'signed-out', end: null })
    expect(asked('restore', 'peek', 'refresh')).toEqual([0])
    expect(problems).toEqual(['backend-misconfigured'])
  })
})
