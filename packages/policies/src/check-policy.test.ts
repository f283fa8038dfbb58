import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Duration, LIMIT_KEYS, parseDuration, resolvePolicy, type SessionPolicy } from '@stillhere/core'
import { createWorld } from '@stillhere/core/testing'
import { describe, expect, test } from 'vitest'
import { authIt } from './auth-it.ts'
import { checkPolicy } from './check-policy.ts'
import { corteza } from './corteza.ts'
import type { FindingCode } from './finding.ts'
import { ias } from './ias.ts'
import { nist } from './norms.ts'
import { privx } from './privx.ts'
import { defaultRefreshLead } from './refresh-lead.ts'
import { spektr } from './spektr.ts'

const codesOf = (policy: SessionPolicy, accessTokenLifetime?: Duration) =>
  checkPolicy(policy, accessTokenLifetime === undefined ? {} : { accessTokenLifetime }).map(({ code }) => code)

const fine: SessionPolicy = { inactivity: '15m', maxLifetime: '8h', accessTokenLifetime: '5m' }

/** Each code, a policy that has it, a neighbour that has not, and what the explanation names. */
const cases: readonly (readonly [FindingCode, SessionPolicy, SessionPolicy, RegExp])[] = [
  ['no-maximum', { inactivity: '15m' }, fine, /no maxLifetime/],
  ['no-maximum', { refreshTokenLifetime: '8h', signOnWindow: '1h' }, { refreshTokenLifetime: '8h' }, /no maxLifetime/],
  ['maximum-over-a-day', { refreshTokenLifetime: '25h' }, { refreshTokenLifetime: '24h' }, /refreshTokenLifetime is 25h/],
  ['maximum-over-a-day', { maxLifetime: '25h' }, { maxLifetime: '24h' }, /25h \(90000 s\).*1d \(86400 s\)/],
  [
    'maximum-below-inactivity',
    { inactivity: '2h', maxLifetime: '1h' },
    { inactivity: '1h', maxLifetime: '2h' },
    /1h \(3600 s\).*2h \(7200 s\)/,
  ],
  [
    'inactivity-above-tokens',
    privx({ refresh_token_valid: '15m', sessionInactivityLimitSeconds: 3600, limitSavedEarlier: true, accessTokenLifetime: '5m' }),
    privx({ refresh_token_valid: '15m', session_valid: '24h', sessionInactivityLimitSeconds: 3600, accessTokenLifetime: '5m' }),
    /3600 s.*900 s/,
  ],
  [
    'inactivity-above-tokens',
    { inactivity: '3h', refreshTokenLifetime: '1h', maxLifetime: '8h', accessTokenLifetime: '5m' },
    { inactivity: '3h', refreshTokenLifetime: '1h', signOnWindow: '8h', maxLifetime: '8h', accessTokenLifetime: '5m' },
    /10800 s.*3900 s.*refreshTokenLifetime is 1h/,
  ],
  [
    'inactivity-above-tokens',
    { ...fine, refreshWhen: 'active', onTokenExpiry: 'end' },
    { ...fine, refreshWhen: 'active', onTokenExpiry: 'check' },
    /900 s.*300 s.*'active'/,
  ],
  [
    'inactivity-above-tokens',
    { ...fine, inactivity: '1h', refreshWhen: 'active', refreshWindow: '20m' },
    { ...fine, inactivity: '25m', refreshWhen: 'active', refreshWindow: '20m' },
    /3600 s.*1500 s.*'active'.*20m/,
  ],
  [
    'limit-never-binds',
    { serverIdle: '8h', maxLifetime: '8h' },
    { serverIdle: '7h', maxLifetime: '8h' },
    /serverIdle is 8h.*maxLifetime 8h/,
  ],
  ['limit-never-binds', { refreshWindow: '9h', maxLifetime: '8h' }, { refreshWindow: '8h', maxLifetime: '8h' }, /refreshWindow is 9h/],
  [
    'limit-never-binds',
    { refreshWindow: '2h', refreshTokenLifetime: '1h', maxLifetime: '8h' },
    { refreshWindow: '1h', refreshTokenLifetime: '2h', maxLifetime: '8h' },
    /refreshWindow is 2h.*refreshTokenLifetime 1h/,
  ],
  [
    'limit-never-binds',
    { refreshWindow: '2h', signOnWindow: '1h', maxLifetime: '8h' },
    { refreshWindow: '1h', signOnWindow: '2h', maxLifetime: '8h' },
    /signOnWindow is 1h.*refreshWindow 2h/,
  ],
  ['warning-too-short', { ...fine, inactivity: '39s' }, { ...fine, inactivity: '40s' }, /39 s leaves 19\.5 s.*20 s/],
  [
    'warning-too-short',
    { ...fine, accessTokenLifetime: '2m' },
    { ...fine, accessTokenLifetime: '200s' },
    /refresh lead of 24 s leaves 12 s/,
  ],
  ['lead-eats-token', { ...fine, refreshLead: '2m' }, { ...fine, refreshLead: '100s' }, /2m \(120 s\).*5m \(300 s\)/],
  [
    'token-never-refreshed',
    { ...fine, refreshWindow: '4m' },
    { ...fine, refreshWindow: '5m' },
    /5m \(300 s\).*1m \(60 s\).*refreshWindow is 4m/,
  ],
  ['server-idle-defeated', { ...authIt() }, { ...authIt(), inactivity: '30m' }, /serverIdle is 30m.*every 4m/],
  ['server-idle-defeated', { ...authIt() }, { ...authIt(), refreshWhen: 'active' }, /while a tab is open/],
  [
    'server-idle-before-refresh',
    { ...fine, serverIdle: '30m', accessTokenLifetime: '1h' },
    { ...fine, serverIdle: '30m', accessTokenLifetime: '10m' },
    /30m \(1800 s\).*58m/,
  ],
  ['remembered-pointless', { ...fine, remembered: { inactivity: '15m' } }, { ...fine, remembered: { inactivity: '1h' } }, /same limits/],
  [
    'remembered-pointless',
    { ...fine, remembered: { maxLifetime: '30d' } },
    { ...fine, remembered: { maxLifetime: '30d', inactivity: '7d' } },
    /maxLifetime is 30d.*inactivity stays 15m/,
  ],
  ['clause-loosened', { ...nist('AAL3'), maxLifetime: '24h' }, nist('AAL3'), /1d \(86400 s\).*§2\.3\.3.*12h \(43200 s\).*SHALL/],
]

describe('checkPolicy', () => {
  test.each(cases)('finds %s, with the figures, and not where the neighbour is right', (code, policy, neighbour, told) => {
    const finding = checkPolicy(policy).find((one) => one.code === code)
    expect(finding?.explanation).toMatch(told)
    expect(finding?.remedy).not.toBe('')
    expect(codesOf(neighbour)).not.toContain(code)
  })

  test('has nothing to say about a sound policy, or one that keeps NIST AAL2', () => {
    expect(checkPolicy(fine)).toEqual([])
    expect(checkPolicy(nist('AAL2'))).toEqual([])
  })

  test('takes the life of a token from the caller before that of the policy', () => {
    expect(codesOf({ ...fine, refreshLead: '2m' }, '1h')).toEqual([])
    expect(checkPolicy({ maxLifetime: '8h', refreshLead: '3m' }, { accessTokenLifetime: '5m' })).toMatchObject([
      { code: 'lead-eats-token', severity: 'error' },
    ])
  })

  test('tells the worst first, and of "remember me" only what differs', () => {
    const findings = checkPolicy({ inactivity: '2h', maxLifetime: '1h', remembered: { inactivity: '4h', maxLifetime: '2d' } })
    expect(findings.map(({ code, severity }) => [severity, code])).toEqual([
      ['error', 'maximum-below-inactivity'],
      ['warning', 'maximum-over-a-day'],
    ])
    expect(findings[1]?.explanation).toContain('remembered.maxLifetime is 2d')
  })

  test('knows what the systems are known for', () => {
    expect(codesOf(spektr())).toEqual(['maximum-over-a-day'])
    expect(codesOf(ias({ client: 'web' }))).toEqual([])
    expect(codesOf(ias({ client: 'native' }))).toEqual(['maximum-over-a-day'])
    expect(codesOf(authIt())).toEqual(['server-idle-defeated'])
    expect(codesOf(corteza())).toEqual(['no-maximum', 'limit-never-binds'])
  })

  test('refuses what a session would refuse', () => {
    expect(() => checkPolicy({ inactivity: '0s' })).toThrowError(expect.objectContaining({ code: 'policy-limit-too-short' }))
  })

  test('has a place in docs/policy-check.md for every code', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../../docs/policy-check.md'), 'utf8')
    const headings = [...page.matchAll(/^## `([a-z-]+)`/gm)].map(([, code]) => code)
    expect(new Set(headings)).toEqual(new Set(cases.map(([code]) => code)))
  })
})

describe('what the check says is what the engine does', () => {
  test.each<Duration>(['30s', '2m', '5m', '1h'])('a token of %s is refreshed as early as the check reckons', async (life) => {
    const world = createWorld({ user: { sub: 'u1' }, serverLimits: { accessTokenLifetime: life } })
    const { session } = world.tab()
    await world.advance('0ms')
    const [token] = session.deadlines()
    expect((token?.endsAt ?? 0) - (token?.refreshAt ?? 0)).toBe(defaultRefreshLead(parseDuration(life)))
  })

  test('it knows every limit that the engine knows', () => {
    expect(Object.keys(resolvePolicy().warningLeadMs)).toEqual([...LIMIT_KEYS])
  })

  test('server-idle-defeated: with a tab open and nobody there the limit never comes', async () => {
    const world = createWorld({ user: { sub: 'u1' }, policy: authIt(), serverLimits: authIt() })
    const { session } = world.tab()
    await world.advance('9h')
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test('inactivity-above-tokens: with refreshes only for who is there, who is away is out before the limit', async () => {
    const policy: SessionPolicy = { ...fine, inactivity: '1h', refreshWhen: 'active', refreshWindow: '20m' }
    const world = createWorld({ user: { sub: 'u1' }, policy })
    const tab = world.tab()
    const signedInAt = world.now
    await world.advance('1m')
    await tab.input()
    await world.advance('1h')
    // Refreshed once more at 0:04, for the input at 0:01.
    const end = { reason: 'refresh-expired', endedAt: signedInAt + 24 * 60_000 }
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end })
  })

  test('token-never-refreshed: people at work are out after one token', async () => {
    const policy: SessionPolicy = { ...fine, refreshWindow: '4m' }
    const world = createWorld({ user: { sub: 'u1' }, policy })
    const tab = world.tab()
    for (let elapsed = 0; elapsed < 5; elapsed++) {
      await tab.input()
      await world.advance('1m')
    }
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired' } })
    expect(world.server.refreshes).toBe(0)
  })
})
