import { describe, expect, test } from 'vitest'
import { explainPolicy, type Situation } from './explain-policy.ts'
import type { ExampleName } from './test-support/examples.ts'
import { explainedOf } from './test-support/explained.ts'
import { day, hour, minute, second } from './test-support/stage.ts'

/** Of an example whose explanation examples.test.ts plays and compares. */
function endsOf(example: ExampleName) {
  const shown = explainedOf(example).map(({ situation, endsAfterMs, reason }) => [situation, [endsAfterMs, reason]] as const)
  // From the list of all situations.
  return Object.fromEntries(shown) as Record<Situation, readonly [number | null, string | null]>
}

function rowOf(example: ExampleName, situation: Situation) {
  return explainedOf(example).find((one) => one.situation === situation)
}

describe('explainPolicy says what the systems promise', () => {
  test('SPEKTR-2 SPEKTR-4 SPEKTR-5 spektr: nobody has to be there, and without a network the hour is the end, warned a minute before', () => {
    expect(endsOf('spektr')).toMatchObject({
      'closes-all-tabs': [hour, 'token-expired'],
      'machine-sleeps': [hour, 'token-expired'],
      'network-down': [hour, 'token-expired'],
      'refresh-rejected': [58 * minute, 'refresh-rejected'],
    })
    expect(rowOf('spektr', 'network-down')).toMatchObject({ warningMs: minute, warningExtendable: true, coveredAfterMs: null })
  })

  test.each(['works-all-day', 'leaves-tab-open'] as const)('SPEKTR-1 SPEKTR-6 spektr, %s: thirty days and the last token', (situation) => {
    expect(rowOf('spektr', situation)).toMatchObject({
      endsAfterMs: 30 * day + 12 * minute,
      reason: 'refresh-expired',
      warningMs: 2 * minute,
      warningExtendable: false,
      refreshes: { firstAfterMs: 58 * minute, lastAfterMs: 29 * day + 23 * hour + 12 * minute },
    })
  })

  test('IAS-1 IAS-2 IAS-3 IAS: eight hours in all, warned two minutes before without an offer to stay, twenty minutes away', () => {
    expect(endsOf('ias-web')).toEqual({
      'works-all-day': [8 * hour, 'max-lifetime'],
      'leaves-tab-open': [8 * hour, 'max-lifetime'],
      'closes-all-tabs': [20 * minute, 'refresh-expired'],
      'machine-sleeps': [20 * minute, 'refresh-expired'],
      'network-down': [20 * minute, 'refresh-expired'],
      'refresh-rejected': [4 * minute, 'refresh-rejected'],
    })
    expect(rowOf('ias-web', 'works-all-day')).toMatchObject({ warningMs: 2 * minute, warningExtendable: false })
    expect(rowOf('ias-web', 'refresh-rejected')).toMatchObject({ warningMs: null, refreshes: { count: 0 } })
  })

  test('IAS: ninety days away with a native client, thirty minutes where the application is sensitive', () => {
    expect(endsOf('ias-native')).toMatchObject({ 'closes-all-tabs': [90 * day, 'refresh-expired'], 'works-all-day': [null, null] })
    expect(endsOf('ias-sensitive')).toMatchObject({
      'closes-all-tabs': [30 * minute, 'refresh-expired'],
      'works-all-day': [8 * hour, 'max-lifetime'],
    })
  })

  test('PRIVX-1 PRIVX-2 PRIVX-3 PrivX: a day in all, half an hour asleep, an hour with nobody there, warned two minutes before', () => {
    expect(endsOf('privx-tokens')).toMatchObject({
      'works-all-day': [day, 'max-lifetime'],
      'leaves-tab-open': [day, 'max-lifetime'],
      'machine-sleeps': [30 * minute, 'refresh-expired'],
    })
    expect(endsOf('privx-limit')).toMatchObject({
      'works-all-day': [day, 'max-lifetime'],
      'leaves-tab-open': [hour, 'inactive'],
      'closes-all-tabs': [5 * minute, 'token-expired'],
    })
    expect(endsOf('privx-server')).toMatchObject({ 'closes-all-tabs': [30 * minute, 'refresh-expired'] })
    expect(rowOf('privx-limit', 'leaves-tab-open')).toMatchObject({ warningMs: 2 * minute, warningExtendable: true })
  })

  test('PRIVX-4 PRIVX-5 PrivX without session_valid: ten minutes by the limit, fifteen where the tokens allow no more', () => {
    expect(endsOf('privx-ten-minutes')).toMatchObject({ 'leaves-tab-open': [10 * minute, 'inactive'] })
    expect(endsOf('privx-saved-earlier')).toMatchObject({ 'leaves-tab-open': [15 * minute, 'max-lifetime'] })
  })

  test('AUTHIT-3 AUTHIT-4 Auth.it: ten hours, warned two minutes before without an offer to stay, half an hour asleep', () => {
    expect(endsOf('auth-it')).toMatchObject({
      'works-all-day': [10 * hour, 'max-lifetime'],
      'leaves-tab-open': [10 * hour, 'max-lifetime'],
      'closes-all-tabs': [30 * minute, 'server-idle'],
      'machine-sleeps': [30 * minute, 'server-idle'],
    })
    expect(rowOf('auth-it', 'works-all-day')).toMatchObject({ warningMs: 2 * minute, warningExtendable: false })
  })

  test('CORTEZA-2 CORTEZA-5 Corteza with two minutes: in while a tab is open, out two minutes after it is closed', () => {
    expect(endsOf('corteza-two-minutes')).toMatchObject({
      'works-all-day': [null, null],
      'leaves-tab-open': [null, null],
      'closes-all-tabs': [2 * minute, 'refresh-expired'],
      'machine-sleeps': [2 * minute, 'refresh-expired'],
    })
  })

  test('CORTEZA-3 CORTEZA-4 Corteza: the longer of the two ways counts, after "remember me" for 360 days', () => {
    expect(endsOf('corteza')).toMatchObject({ 'closes-all-tabs': [72 * hour, 'refresh-expired'], 'works-all-day': [null, null] })
    expect(endsOf('corteza-remembered')).toMatchObject({ 'closes-all-tabs': [360 * day, 'refresh-expired'] })
  })

  test('thirty days are thirty days, and not at once', () => {
    expect(rowOf('nist-aal1', 'works-all-day')).toMatchObject({ endsAfterMs: 30 * day, reason: 'max-lifetime', warningMs: 2 * minute })
    expect(endsOf('nist-aal1')).toMatchObject({
      'leaves-tab-open': [30 * day, 'max-lifetime'],
      'machine-sleeps': [30 * day, 'max-lifetime'],
    })
  })
})

describe('explainPolicy', () => {
  test('tells how long before an end the dialog opens, and when the page is covered', async () => {
    const explanations = await explainPolicy({ inactivity: '15m', maxLifetime: '8h', accessTokenLifetime: '5m' })
    const of = (situation: Situation) => explanations.find((one) => one.situation === situation)
    expect(of('works-all-day')).toMatchObject({ endsAfterMs: 8 * hour, warningMs: 2 * minute, coveredAfterMs: null })
    expect(of('leaves-tab-open')).toMatchObject({ endsAfterMs: 15 * minute, reason: 'inactive', warningMs: 2 * minute })
    expect(of('network-down')).toMatchObject({ coveredAfterMs: 5 * minute, shownAgainAfterMs: null })
  })

  test('counts the refreshes that were granted, and says when the first and the last were', async () => {
    const [works] = await explainPolicy({ accessTokenLifetime: '10m', refreshLead: '1m' }, { horizon: '1h' })
    expect(works?.refreshes).toEqual({ count: 6, firstAfterMs: 9 * minute, lastAfterMs: 54 * minute })
  })

  test('looks as far as it is told to, and says so', async () => {
    const explanations = await explainPolicy({ maxLifetime: '2h' }, { horizon: '1h' })
    expect(explanations.map(({ horizonMs }) => horizonMs)).toEqual(Array.from({ length: 6 }, () => hour))
    expect(explanations[0]).toMatchObject({ endsAfterMs: null, reason: null, warningMs: null, warningExtendable: null })
  })

  test('finds the shortest absence to the second, whatever the session takes for its deadlines', async () => {
    const explanations = await explainPolicy({ inactivity: '61s', accessTokenLifetime: '7m' }, { horizon: '1h' })
    const away = explanations.filter(({ situation }) => situation === 'closes-all-tabs' || situation === 'machine-sleeps')
    expect(away.map(({ endsAfterMs }) => endsAfterMs)).toEqual([61 * second, 61 * second])
  })

  test('gives up when its pause does, with the same error', async () => {
    let pauses = 0
    const enough = new Error('The page has gone.')
    const pause = async () => {
      pauses += 1
      if (pauses === 3) throw enough
    }
    await expect(explainPolicy({}, { pause })).rejects.toBe(enough)
    expect(pauses).toBe(3)
  })

  test('refuses what a session would refuse', async () => {
    await expect(explainPolicy({ inactivity: '0s' })).rejects.toMatchObject({ code: 'policy-limit-too-short' })
  })
})
