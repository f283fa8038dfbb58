import { resolvePolicy } from '@stillhere/core'
import { privx, spektr } from '@stillhere/policies'
import { DEMO_POLICY_NAMES, demoPolicy } from 'auth-server/demo-policies'
import { expect, it } from 'vitest'
import { choosePolicy } from './chosen-policy.ts'
import { queryUnder, readSettings } from './settings.ts'

const MINUTE = 60_000

it('takes the policy that the address names, at its own speed and in the session that the app server keeps for it', () => {
  const settings = readSettings('?policy=privx', choosePolicy)
  expect(settings).toMatchObject({
    rate: 30,
    rates: [30, 300],
    sessionName: 'demo-privx-x30',
    sessionUrl: '/privx/x30/session',
    apiUrl: '/privx/x30/api',
    chosen: { name: 'privx', label: 'PrivX', longerWarnings: false },
    problems: [],
  })
  expect(settings.policy).toEqual(
    privx({ refresh_token_valid: '30m', session_valid: '24h', sessionInactivityLimitSeconds: 3600, accessTokenLifetime: '5m' }),
  )
})

it('runs a policy at another of its speeds, in yet another session', () => {
  expect(readSettings('?policy=privx&speed=300', choosePolicy)).toMatchObject({ rate: 300, sessionName: 'demo-privx-x300', problems: [] })
})

it('goes on with the demo’s own limits, and says why, where name or speed is none that there is', () => {
  const unknown = readSettings('?policy=privy', choosePolicy)
  expect(unknown).toMatchObject({ chosen: null, sessionName: 'demo', policy: { inactivity: '15m', maxLifetime: '8h' } })
  expect(unknown.problems).toEqual([expect.stringMatching(/^policy=privy is not a policy\. Use spektr, ias, privx, /)])
  expect(readSettings('?policy=privx&speed=7', choosePolicy).problems[0]).toBe('speed=7 is not a speed of policy=privx. Use 30 or 300.')
})

it('lets figures in the address stand over those of the policy', () => {
  expect(readSettings('?policy=privx&inactivity=10m', choosePolicy).policy).toMatchObject({ inactivity: '10m', refreshWindow: '30m' })
})

it('takes neither speed nor figures along to another policy, but language and news', () => {
  const search = '?policy=ias&speed=300&inactivity=2m&refreshLead=10s&onTokenExpiry=end&language=ar&events=on'
  expect(queryUnder(search, 'psd2')).toBe('?policy=psd2&language=ar&events=on')
  expect(queryUnder(search, null)).toBe('?language=ar&events=on')
})

it('keeps the leads that a system documents as they are, however fast time runs', () => {
  const { policy, longerWarnings } = at('spektr', '360')
  expect([policy, longerWarnings]).toEqual([spektr(), false])
})

it('opens a warning sooner where its own two minutes would be a glimpse, and leaves every limit as it is', () => {
  for (const name of DEMO_POLICY_NAMES) {
    for (const rate of demoPolicy(name).rates) {
      const { policy } = at(name, String(rate))
      const [own, shown] = [resolvePolicy(demoPolicy(name).policy), resolvePolicy(policy)]
      expect(shown.limitsMs).toEqual(own.limitsMs)
      for (const limit of ['inactivity', 'serverIdle', 'maxLifetime'] as const) {
        const [limitMs, leadMs] = [shown.limitsMs[limit], shown.warningLeadMs[limit]]
        if (limitMs === undefined || leadMs === null) continue
        expect(leadMs).toBeGreaterThanOrEqual(own.warningLeadMs[limit] ?? 0)
        expect(leadMs).toBeGreaterThanOrEqual(Math.min(2000 * rate, limitMs / 4))
      }
    }
  }
  expect(resolvePolicy(at('auth-it', '150').policy).warningLeadMs).toMatchObject({ serverIdle: 7.5 * MINUTE, maxLifetime: 10 * MINUTE })
})

function at(name: string, speed: string) {
  const chosen = choosePolicy(name, speed)
  if (typeof chosen === 'string') throw new Error(chosen)
  return chosen
}
