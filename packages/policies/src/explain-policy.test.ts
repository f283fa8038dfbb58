import type { SessionPolicy } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { authIt } from './auth-it.ts'
import { corteza } from './corteza.ts'
import { explainPolicy, type Situation } from './explain-policy.ts'
import { ias } from './ias.ts'
import { privx } from './privx.ts'
import { spektr } from './spektr.ts'
import { hour, minute } from './test-support/stage.ts'

async function explain(policy: SessionPolicy) {
  const explanations = await explainPolicy(policy)
  const shown = explanations.map(({ situation, endsAfterMs, reason }) => [situation, [endsAfterMs, reason]] as const)
  // From the list of all situations.
  return Object.fromEntries(shown) as Record<Situation, readonly [number | null, string | null]>
}

describe('explainPolicy', { timeout: 30_000 }, () => {
  test('SPEKTR-4 SPEKTR-5 spektr: nobody has to be there, and without a network the hour is the end', async () => {
    expect(await explain(spektr())).toMatchObject({
      'works-all-day': [null, null],
      'leaves-tab-open': [null, null],
      'network-down': [hour, 'token-expired'],
      'refresh-rejected': [58 * minute, 'refresh-rejected'],
    })
  })

  test('IAS-1 IAS-2 IAS: eight hours in all, twenty minutes away', async () => {
    expect(await explain(ias({ client: 'web' }))).toMatchObject({
      'works-all-day': [8 * hour, 'max-lifetime'],
      'leaves-tab-open': [8 * hour, 'max-lifetime'],
      'closes-all-tabs': [20 * minute, 'refresh-expired'],
      'machine-sleeps': [20 * minute, 'refresh-expired'],
      'refresh-rejected': [4 * minute, 'refresh-rejected'],
    })
  })

  test('PRIVX-2 PRIVX-5 PrivX: an hour with nobody there, fifteen minutes where the tokens allow no more', async () => {
    const limit = { sessionInactivityLimitSeconds: 3600, accessTokenLifetime: '5m' } as const
    expect(await explain(privx({ refresh_token_valid: '30m', session_valid: '24h', ...limit }))).toMatchObject({
      'works-all-day': [24 * hour, 'max-lifetime'],
      'leaves-tab-open': [hour, 'inactive'],
      'machine-sleeps': [30 * minute, 'refresh-expired'],
    })
    const saved = privx({ refresh_token_valid: '15m', limitSavedEarlier: true, ...limit })
    expect(await explain(saved)).toMatchObject({ 'leaves-tab-open': [15 * minute, 'max-lifetime'] })
  })

  test('AUTHIT-3 AUTHIT-4 Auth.it: ten hours, half an hour asleep', async () => {
    expect(await explain(authIt())).toMatchObject({
      'works-all-day': [10 * hour, 'max-lifetime'],
      'leaves-tab-open': [10 * hour, 'max-lifetime'],
      'closes-all-tabs': [30 * minute, 'server-idle'],
      'machine-sleeps': [30 * minute, 'server-idle'],
    })
  })

  test('CORTEZA-2 CORTEZA-5 Corteza with two minutes: in while a tab is open, out two minutes after it is closed', async () => {
    const lifetimes = {
      AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME: '2m',
      AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME: '2m',
      AUTH_SESSION_LIFETIME: '2m',
      AUTH_SESSION_PERM_LIFETIME: '0',
    }
    expect(await explain(corteza(lifetimes))).toMatchObject({
      'works-all-day': [null, null],
      'leaves-tab-open': [null, null],
      'closes-all-tabs': [2 * minute, 'refresh-expired'],
      'machine-sleeps': [2 * minute, 'refresh-expired'],
    })
  })

  test('tells how long before an end the dialog opens, and when the page is covered', async () => {
    const explanations = await explainPolicy({ inactivity: '15m', maxLifetime: '8h', accessTokenLifetime: '5m' })
    const of = (situation: Situation) => explanations.find((one) => one.situation === situation)
    expect(of('works-all-day')).toMatchObject({ endsAfterMs: 8 * hour, warningMs: 2 * minute, coveredAfterMs: null })
    expect(of('leaves-tab-open')).toMatchObject({ endsAfterMs: 15 * minute, reason: 'inactive', warningMs: 2 * minute })
    expect(of('network-down')).toMatchObject({ coveredAfterMs: 5 * minute })
  })

  test('refuses what a session would refuse', async () => {
    await expect(explainPolicy({ inactivity: '0s' })).rejects.toMatchObject({ code: 'policy-limit-too-short' })
  })
})
