import { describe, expect, test } from 'vitest'
import type { Duration } from '../../engine/duration.ts'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import type { User } from '../../engine/words.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import type { Tab } from '../world-types.ts'
import { openWorld, type OpenWorld } from '../world.ts'

const minute = 60_000
const hour = 60 * minute

interface Proving extends OpenWorld<User> {
  readonly signedInAt: number
  /** The user proves to be there at a page of the provider, away from this one. */
  prove(): void
  /** How often the backend was asked how the session stands. */
  readonly looks: () => number
  /** From now on nothing but the proof itself gets through. */
  cutOff(): void
}

/** A backend that tells how old session and authentication are, and begins both anew with a proof. */
function proving(policy: SessionPolicy, life: Duration = '24h'): Proving {
  let provenAt = 0
  let looks = 0
  let isCutOff = false
  const answer = async () => {
    const age = `${opened.world.now - provenAt}ms` as const
    return live({ sessionKey: 'one', sessionAge: age, authAge: age, endsIn: { 'token-expired': life } })
  }
  const ask = () => (isCutOff ? Promise.reject(new TypeError('Failed to fetch')) : answer())
  const prove = (): void => void (provenAt = opened.world.now)
  const opened: OpenWorld<User> = openWorld({
    user: { sub: 'u1' },
    policy,
    backend: scriptedBackend({
      restore: ask,
      peek: () => ((looks += 1), ask()),
      refresh: ask,
      signIn: () => (prove(), answer()),
    }),
  })
  prove()
  return { ...opened, signedInAt: opened.world.now, prove, looks: () => looks, cutOff: () => void (isCutOff = true) }
}

const endOf = ({ session }: Tab<User>, reason: string): number | undefined =>
  session.deadlines().find((deadline) => deadline.reason === reason)?.endsAt

describe('a proof that the user is there', () => {
  test('IAS-7 begins the maximum lifetime anew in every tab, told by the backend to each of them, without chatter', async () => {
    const { world, looks, signedInAt } = proving({ maxLifetime: '8h' })
    const tabs = [world.tab(), world.tab(), world.tab()]
    await world.advance('7h')
    const posted = world.messages.posted.length
    await expect(tabs[0]?.session.reauthenticate({ maxAge: '1m' })).resolves.toMatchObject({ ok: true })
    await world.advance('1m')
    expect(tabs.map((tab) => endOf(tab, 'max-lifetime'))).toEqual(Array(3).fill(signedInAt + 15 * hour))
    expect(looks()).toBeLessThanOrEqual(tabs.length)
    expect(world.messages.posted.length - posted).toBeLessThanOrEqual(2 * tabs.length)
    await world.advance('7h')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await world.advance('1h')
    for (const { session } of tabs)
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 15 * hour } })
  })

  test('IAS-7 at a page of the provider counts for the page that comes back, and for a limit that would have passed meanwhile', async () => {
    const { world, prove } = proving({ maxLifetime: '8h', inactivity: '15m' }, '5m')
    const left = world.tab()
    await world.advance('10m')
    await left.input()
    await left.close()
    await world.advance('20m')
    prove()
    const back = world.tab()
    await world.advance('1s')
    expect(back.session.getState()).toMatchObject({ status: 'signed-in' })
    expect([endOf(back, 'inactive'), endOf(back, 'max-lifetime')]).toEqual([world.now - 1000 + 15 * minute, world.now - 1000 + 8 * hour])
  })

  test('is not believed of another tab by one that cannot ask, which keeps to what it knows', async () => {
    const { world, cutOff, signedInAt } = proving({ maxLifetime: '8h' })
    const [proved, other] = [world.tab(), world.tab()]
    await world.advance('7h')
    cutOff()
    await proved.session.reauthenticate({ maxAge: '1m' })
    await world.advance('1m')
    expect(endOf(other, 'max-lifetime')).toBe(signedInAt + 8 * hour)
  })
})
