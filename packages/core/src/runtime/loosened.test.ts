import { describe, expect, test } from 'vitest'
import type { PolicyClause, SessionPolicy } from '../engine/policy-types.ts'
import type { StillhereError } from '../engine/errors.ts'
import { openOwnPage } from '../test-support/open-page.ts'
import { openWorld } from '../testing/world.ts'

const clause: PolicyClause = {
  limit: 'inactivity',
  atMost: '15m',
  strength: 'SHOULD',
  clause: 'Norm 1.2',
  url: 'https://norms.example/1.2',
}

function open(policy: SessionPolicy) {
  const logged: StillhereError[] = []
  const opened = openWorld({ user: { sub: 'u1' } })
  const page = openOwnPage(opened, policy, () => ({ log: { error: (error) => void logged.push(error) } }))
  return { ...page, logged }
}

describe('a policy that says what it is held to', () => {
  test('R-88 is not loosened by a limit that is as short as the clause, or shorter', () => {
    for (const inactivity of ['15m', '5m'] as const) {
      const { session, logged } = open({ inactivity, clauses: [clause] })
      expect([session.policy.loosened, logged]).toEqual([[], []])
    }
  })

  test.each<[string, SessionPolicy, RegExp]>([
    ['a longer limit', { inactivity: '30m' }, /inactivity is "30m", which loosens Norm 1\.2: it SHOULD be 15m at most \(https:.*1\.2\)/],
    ['no limit', {}, /inactivity is left out, which loosens Norm 1\.2/],
    ['a longer one with "remember me"', { inactivity: '10m', remembered: { inactivity: '1d' } }, /"10m" \(remembered: "1d"\)/],
  ])('R-88 is loosened by %s, says so in the session, and tells the developer once', (_, limits, told) => {
    const { session, logged } = open({ ...limits, clauses: [clause] })
    expect(session.policy.loosened).toEqual([clause])
    expect(logged.map(({ code, message }) => [code, told.test(message)])).toEqual([['policy-loosened', true]])
    session.start()()
    expect(logged).toHaveLength(1)
  })

  test('R-88 keeps to it when the server reports more, and to the server when that reports less', async () => {
    const policy: SessionPolicy = { inactivity: '15m', clauses: [clause] }
    for (const [reported, endsAfterMs] of [
      ['4h', 900_000],
      ['5m', 300_000],
    ] as const) {
      const { world } = openWorld({ user: { sub: 'u1' }, policy, serverLimits: { inactivity: reported } })
      const { session } = world.tab()
      await world.advance('1s')
      expect(session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: world.now - 1000 + endsAfterMs })
    }
  })
})
