import { type Backend, type BackendAnswer, resolvePolicy, type User } from '@stillhere/core'
import { createWorld } from '@stillhere/core/testing'
import { describe, expect, test } from 'vitest'
import { ias } from '../ias.ts'
import { ada, hour, minute, openStage, second } from '../test-support/stage.ts'

const web = ias({ client: 'web' })
const stage = () => openStage({ policy: web, serverLimits: web })

describe('IAS: the token session', () => {
  test('IAS-1 asleep from the refresh at 0:08 until 0:27 one refresh follows, and the user is in', async () => {
    const { world, signedInAt, until, wakesAt, lines } = stage()
    const tab = world.tab()
    await until(8 * minute)
    expect(lines(/refresh/)).toEqual(['0:04:00 tab 1 refresh → ok', '0:08:00 tab 1 refresh → ok'])
    await wakesAt(27 * minute, tab)
    expect(world.server.refreshes).toBe(3)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(tab.session.deadlines()[0]?.endsAt).toBe(signedInAt + 32 * minute)
  })

  test('IAS-1 asleep until 0:29, 21 minutes after it, the user is out before anything private is shown', async () => {
    const { world, signedInAt, until, wakesAt } = stage()
    const tab = world.tab()
    await until(8 * minute)
    const shown = await wakesAt(29 * minute, tab)
    const end = { reason: 'refresh-expired', endedAt: signedInAt + 28 * minute }
    expect(tab.session.getState()).toMatchObject({ status: 'ended', user: null, end })
    expect(shown).not.toContain('private')
    expect(world.server.refreshes).toBe(2)
  })

  test('IAS-2 in use all day the session is over 8 hours after L, warned 2 minutes before without an offer to extend', async () => {
    const { world, signedInAt, until, lines } = stage()
    const tab = world.tab()
    for (let at = minute; at < 8 * hour - 2 * minute; at += minute) {
      await until(at)
      await tab.input()
    }
    await until(8 * hour - 2 * minute - 1)
    expect(tab.session.getState().warning).toBeNull()
    expect(lines(/refresh → (?!ok)/)).toEqual([])
    await until(8 * hour - 2 * minute)
    expect(tab.session.getState().warning).toMatchObject({ cause: 'max-lifetime', endsAt: signedInAt + 8 * hour, extendable: false })
    await expect(tab.session.extend()).resolves.toMatchObject({ ok: false, reason: 'not-extendable' })
    await until(8 * hour - 1)
    expect(tab.session.getState().status).toBe('signed-in')
    await until(8 * hour)
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 8 * hour } })
  })

  test('IAS-3 invalid_grant signs out at once in every tab: one request, no retry, no warning', async () => {
    const { world, signedInAt, until, lines } = stage()
    const tabs = [world.tab(), world.tab(), world.tab()]
    await until(2 * minute)
    world.server.rejectRefresh()
    await until(4 * minute)
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected', endedAt: signedInAt + 4 * minute } })
    }
    await until(2 * hour)
    expect(world.server.refreshes).toBe(1)
    expect(lines(/warning/)).toEqual([])
  })

  test.each(['network', 503] as const)('IAS-3 a failing server (%s) is asked again instead', async (fault) => {
    const { world, until } = stage()
    const { session } = world.tab()
    await until(2 * minute)
    world.server.fail(fault, 1)
    await until(4 * minute)
    expect(session.getState()).toMatchObject({ status: 'signed-in', refresh: { status: 'retrying' } })
    await until(4 * minute + 2 * second)
    expect(session.getState()).toMatchObject({ status: 'signed-in', refresh: { status: 'idle' }, warning: null })
    expect(world.server.refreshes).toBe(1)
  })

  test('IAS-4 signing out tells the backend once, ends every tab, and leaves nothing that a later tab could use', async () => {
    const { world, until } = stage()
    const tabs = [world.tab(), world.tab()]
    await until(2 * minute)
    await expect(tabs[0]?.session.signOut()).resolves.toEqual({ ok: true })
    await world.advance('1s')
    expect(world.server.signOuts).toBe(1)
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'signed-out' } })
    const later = world.tab()
    await world.advance('1s')
    expect(later.session.getState()).toMatchObject({ status: 'signed-out', user: null })
    const left = JSON.stringify([world.storage.read(), world.messages.posted, world.trace, later.session.getState()])
    expect(left).not.toContain('stillhere-secret-marker')
  })

  test('IAS-4 after the backend has been told, the browser goes where the backend says', async () => {
    const steps: string[] = []
    const world = createWorld<User>({
      user: ada,
      policy: web,
      backend: {
        ...fixedBackend(),
        signOut: async () => {
          steps.push('backend told')
          return { redirectTo: 'https://id.example/end?id_token_hint=h&post_logout_redirect_uri=u' }
        },
      },
    })
    const { session } = world.tab()
    await world.advance('1s')
    session.on('ended', () => void steps.push('ended'))
    await session.signOut()
    await world.advance('3s')
    expect(steps).toContain('backend told')
    expect(world.trace.join('\n')).toContain('https://id.example/end?id_token_hint=h&post_logout_redirect_uri=u')
  })

  test.each([true, false])(
    "IAS-5 the application's own session is cleared before the user is shown as signed out (or outlives: %s)",
    async (clears) => {
      const { world, until } = stage()
      const { session } = world.tab()
      const own = { alive: true }
      session.on('before-end', () => {
        if (clears) own.alive = false
      })
      const seen: (readonly [string, boolean])[] = []
      session.subscribe(() => seen.push([session.getState().status, own.alive]))
      await until(2 * minute)
      await world.server.end('refresh-expired')
      await world.advance('1s')
      expect(seen.at(-1)).toEqual(['ended', !clears])
      expect(seen.filter(([status]) => status === 'ended').every(([, alive]) => alive === !clears)).toBe(true)
    },
  )

  test('IAS-6 while the provider knows the user, a new tab is signed in without a form; after signing out it is not', async () => {
    const { world, until } = openStage({ policy: web, serverLimits: web, credentials: 'per-tab' })
    const first = world.tab()
    await until(50 * minute)
    const second = world.tab()
    await world.advance('1s')
    expect(second.session.getState()).toMatchObject({ status: 'signed-in', user: ada })
    await first.session.signOut()
    const third = world.tab()
    await world.advance('1s')
    expect(third.session.getState()).toMatchObject({ status: 'signed-out', user: null })
    await expect(third.session.signIn()).resolves.toMatchObject({ ok: false, reason: 'leaving' })
    expect(world.trace.at(-1)).toContain('leaves for the sign-in page')
  })

  test.each([
    ['59:59 minutes after the last authentication nobody sees a form', hour - second, 'signed-in'],
    ['60:00 minutes after it signing in leads to the form', hour, 'signed-out'],
  ] as const)('IAS-6 %s', async (_, openedAt, status) => {
    const asked: string[] = []
    // The provider's session lasts 60 minutes after each authentication; the page that is opened has no tokens.
    const backend: Backend<User> = {
      credentials: 'per-tab',
      restore: async () => (world.now - signedInAt < hour ? live(world.now - signedInAt) : { status: 'rejected' }),
      refresh: async () => ({ status: 'rejected' }),
      signOut: async () => {},
      async signIn() {
        asked.push('form')
        return { status: 'leaving' }
      },
    }
    const { world, signedInAt, until } = openStage({ policy: web, backend })
    await until(openedAt)
    const { session } = world.tab()
    await world.advance('1s')
    expect(session.getState().status).toBe(status)
    expect(asked).toEqual([])
    if (status === 'signed-in') return
    await expect(session.signIn()).resolves.toMatchObject({ ok: false, reason: 'leaving' })
    expect(asked).toEqual(['form'])
  })

  test.each([
    ['fresh', 0, { ok: true }],
    ['an hour old', hour, { ok: false, reason: 'not-fresh' }],
  ] as const)('IAS-7 a forced sign-in is asked of the backend and taken only if auth_time is fresh (%s)', async (_, ageMs, result) => {
    const asked: unknown[] = []
    const world = createWorld<User>({
      user: ada,
      policy: web,
      backend: {
        ...fixedBackend(),
        async signIn({ reauthenticate }) {
          asked.push(reauthenticate)
          return live(ageMs)
        },
      },
    })
    const { session } = world.tab()
    await world.advance('10m')
    const before = session.getState()
    await expect(session.reauthenticate({ maxAge: '1m' })).resolves.toMatchObject(result)
    expect(asked).toEqual([{ maxAgeMs: minute, acrValues: [] }])
    expect(session.getState()).toMatchObject({ status: 'signed-in', user: before.user })
  })

  test('IAS-8 a back-channel logout ends every open tab, revoked, without anybody touching one', async () => {
    const { world, signedInAt, until } = stage()
    const tabs = [world.tab(), world.tab({ hidden: true }), world.tab()]
    await until(2 * minute)
    await world.server.end('revoked')
    await world.advance('1s')
    for (const { session } of tabs) {
      const { status, end } = session.getState()
      expect([status, end?.reason]).toEqual(['ended', 'revoked'])
      expect((end?.endedAt ?? 0) - signedInAt).toBeLessThanOrEqual(2 * minute + second)
    }
    const later = world.tab()
    await world.advance('1s')
    expect(later.session.getState().status).toBe('signed-out')
  })

  test('IAS-9 a machine client is refused: it has no refresh token', () => {
    // @ts-expect-error The types know web and native clients.
    const machine = () => ias({ client: 'machine' })
    expect(machine).toThrowError(
      expect.objectContaining({ code: 'policy-rule-broken', message: expect.stringMatching(/client credentials/) }),
    )
    // @ts-expect-error
    expect(() => ias({ client: 'toaster' })).toThrowError(expect.objectContaining({ code: 'policy-key-unknown' }))
  })
})

describe('the lifetimes of IAS', () => {
  const of = (options: Parameters<typeof ias>[0]) => {
    const { accessTokenLifetime, refreshWindow, maxLifetime } = resolvePolicy(ias(options)).limitsMs
    return [accessTokenLifetime, refreshWindow, maxLifetime]
  }

  test('are those of the client, and shorter for a sensitive application, never longer', () => {
    expect(of({ client: 'web' })).toEqual([5 * minute, 20 * minute, 8 * hour])
    expect(of({ client: 'native' })).toEqual([5 * minute, 90 * 24 * hour, 365 * 24 * hour])
    expect(of({ client: 'native', sensitive: true })).toEqual([5 * minute, 30 * minute, 8 * hour])
    expect(of({ client: 'web', sensitive: true })).toEqual([5 * minute, 20 * minute, 8 * hour])
  })

  test('that cannot both hold are refused with both figures', () => {
    const crossed = () => ias({ client: 'web', refreshTokenInactiveLifetime: '9h' })
    expect(crossed).toThrowError(expect.objectContaining({ code: 'policy-rule-broken', message: expect.stringMatching(/'9h'.*'8h'/) }))
  })
})

function live(authAgeMs: number): BackendAnswer<User> {
  return { status: 'live', userId: ada.sub, user: ada, sessionKey: 's', endsIn: { 'token-expired': '1h' }, authAge: `${authAgeMs}ms` }
}

/** Signed in ten minutes and more ago, for as long as anybody asks. */
function fixedBackend(): Backend<User> {
  const answer = async () => live(10 * minute)
  return { restore: answer, refresh: answer, signOut: async () => {} }
}
