import { readFileSync } from 'node:fs'
import path from 'node:path'
import { resolvePolicy, type SessionPolicy } from '@stillhere/core'
import { createWorld } from '@stillhere/core/testing'
import { describe, expect, test } from 'vitest'
import { asvs, hipaa, nist, owaspCheatSheet, pciDss, psd2 } from './norms.ts'

const own = { inactivity: '20m', maxLifetime: '10h' } as const
const presets: readonly (readonly [string, SessionPolicy])[] = [
  ["nist('AAL1')", nist('AAL1')],
  ["nist('AAL2')", nist('AAL2')],
  ["nist('AAL3')", nist('AAL3')],
  ['pciDss()', pciDss()],
  ["asvs('L1', figures)", asvs('L1', own)],
  ["asvs('L2')", asvs('L2')],
  ["asvs('L3')", asvs('L3')],
  ["owaspCheatSheet('high-value')", owaspCheatSheet('high-value')],
  ["owaspCheatSheet('low-risk')", owaspCheatSheet('low-risk')],
  ['hipaa(figures)', hipaa(own)],
  ['psd2()', psd2()],
]

/** As docs/compliance.md tells it: preset, limit, figure, strength, lead, clause. */
function rowsOf([name, { clauses = [], warningLead }]: (typeof presets)[number]): readonly string[] {
  return clauses.map(({ limit, atMost, strength, clause, url }) => {
    const figure = name.includes('figures') ? 'yours' : atMost
    const lead = typeof warningLead === 'object' ? warningLead[limit] : undefined
    return `| \`${name}\` | \`${limit}\` | ${figure} | ${strength} | ${lead} | [${clause}](${url}) |`
  })
}

describe('the presets of norms', () => {
  test('R-88 are data with figure, strength, clause and address, as docs/compliance.md lists them', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../../docs/compliance.md'), 'utf8').replaceAll(/ +/g, ' ')
    const rows = presets.flatMap(rowsOf)
    expect(rows).toMatchInlineSnapshot(`
      [
        "| \`nist('AAL1')\` | \`maxLifetime\` | 30d | SHOULD | 2m | [NIST SP 800-63B-4 §2.1.3](https://pages.nist.gov/800-63-4/sp800-63b.html) |",
        "| \`nist('AAL2')\` | \`inactivity\` | 1h | SHOULD | 2m | [NIST SP 800-63B-4 §2.2.3](https://pages.nist.gov/800-63-4/sp800-63b.html) |",
        "| \`nist('AAL2')\` | \`maxLifetime\` | 24h | SHOULD | 2m | [NIST SP 800-63B-4 §2.2.3](https://pages.nist.gov/800-63-4/sp800-63b.html) |",
        "| \`nist('AAL3')\` | \`inactivity\` | 15m | SHOULD | 2m | [NIST SP 800-63B-4 §2.3.3](https://pages.nist.gov/800-63-4/sp800-63b.html) |",
        "| \`nist('AAL3')\` | \`maxLifetime\` | 12h | SHALL | 2m | [NIST SP 800-63B-4 §2.3.3](https://pages.nist.gov/800-63-4/sp800-63b.html) |",
        "| \`pciDss()\` | \`inactivity\` | 15m | SHALL | 2m | [PCI DSS 4.0.1, requirement 8.2.8](https://www.pcisecuritystandards.org/document_library/) |",
        "| \`asvs('L1', figures)\` | \`inactivity\` | yours | none | 2m | [OWASP ASVS 5.0 level 1 (no item on timeouts)](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) |",
        "| \`asvs('L1', figures)\` | \`maxLifetime\` | yours | none | 2m | [OWASP ASVS 5.0 level 1 (no item on timeouts)](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) |",
        "| \`asvs('L2')\` | \`inactivity\` | 1h | none | 2m | [OWASP ASVS 5.0, 7.3.1](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) |",
        "| \`asvs('L2')\` | \`maxLifetime\` | 24h | none | 2m | [OWASP ASVS 5.0, 7.3.2](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) |",
        "| \`asvs('L3')\` | \`inactivity\` | 15m | none | 2m | [OWASP ASVS 5.0, 7.3.1](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) |",
        "| \`asvs('L3')\` | \`maxLifetime\` | 12h | none | 2m | [OWASP ASVS 5.0, 7.3.2](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) |",
        "| \`owaspCheatSheet('high-value')\` | \`inactivity\` | 5m | none | 1m | [OWASP Session Management Cheat Sheet, Session Expiration](https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration) |",
        "| \`owaspCheatSheet('high-value')\` | \`maxLifetime\` | 8h | none | 1m | [OWASP Session Management Cheat Sheet, Session Expiration](https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration) |",
        "| \`owaspCheatSheet('low-risk')\` | \`inactivity\` | 30m | none | 2m | [OWASP Session Management Cheat Sheet, Session Expiration](https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration) |",
        "| \`owaspCheatSheet('low-risk')\` | \`maxLifetime\` | 8h | none | 2m | [OWASP Session Management Cheat Sheet, Session Expiration](https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration) |",
        "| \`hipaa(figures)\` | \`inactivity\` | yours | none | 2m | [HIPAA, 45 CFR 164.312(a)(2)(iii)](https://www.ecfr.gov/current/title-45/section-164.312) |",
        "| \`psd2()\` | \`inactivity\` | 5m | SHALL | 1m | [Delegated Regulation (EU) 2018/389, Art. 4(3)(d)](https://eur-lex.europa.eu/eli/reg_del/2018/389/oj) |",
      ]
    `)
    for (const row of rows) expect(page).toContain(row)
  })

  test.each(presets)('R-88 %s keeps its own clauses, and survives being written as JSON', (_, policy) => {
    expect(resolvePolicy(policy).loosened).toEqual([])
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy)
  })

  test('R-88 a loosened figure, by hand or by "remember me", stands in the session with its clause', () => {
    for (const change of [{ maxLifetime: '24h' }, { remembered: { maxLifetime: '30d' } }] as const) {
      const { session } = createWorld({ user: { sub: 'u1' }, policy: { ...nist('AAL3'), ...change } }).tab()
      expect(session.policy.loosened).toMatchObject([{ limit: 'maxLifetime', strength: 'SHALL', clause: 'NIST SP 800-63B-4 §2.3.3' }])
    }
    expect(resolvePolicy({ ...nist('AAL3'), maxLifetime: '8h' }).loosened).toEqual([])
  })

  test('R-89 HIPAA and ASVS level 1 ask for a figure, by their types and when they run', () => {
    // @ts-expect-error The law gives no figure.
    expect(() => hipaa()).toThrowError(expect.objectContaining({ code: 'policy-figure-missing' }))
    // @ts-expect-error An empty answer is none.
    expect(() => hipaa({})).toThrowError(expect.objectContaining({ code: 'policy-figure-missing' }))
    // @ts-expect-error Level 1 has no item on timeouts.
    expect(() => asvs('L1')).toThrowError(expect.objectContaining({ code: 'policy-figure-missing' }))
    // @ts-expect-error Both figures are needed.
    expect(() => asvs('L1', { inactivity: '1h' })).toThrowError(expect.objectContaining({ code: 'policy-figure-missing' }))
    // @ts-expect-error Levels 2 and 3 have figures, and take none.
    expect(asvs('L2', own)).toEqual(asvs('L2'))
  })

  test('a level that there is not is refused with those there are', () => {
    // @ts-expect-error
    const refusal = () => nist('AAL4')
    expect(refusal).toThrowError(expect.objectContaining({ code: 'policy-key-unknown', message: expect.stringMatching(/'AAL1'.*'AAL3'/) }))
    // @ts-expect-error
    expect(() => owaspCheatSheet('toString')).toThrowError(expect.objectContaining({ code: 'policy-key-unknown' }))
  })
})

describe('R-90 people and the presets', () => {
  test.each(presets)('R-90 %s warns 20 seconds before each end at least, and leaves time before the warning', (_, policy) => {
    const { limitsMs, warningLeadMs } = resolvePolicy(policy)
    for (const key of ['inactivity', 'maxLifetime'] as const) {
      const [limit, lead] = [limitsMs[key], warningLeadMs[key]]
      if (limit === undefined) continue
      expect(Math.min(lead ?? 0, limit / 2)).toBeGreaterThanOrEqual(20_000)
      expect(limit - (lead ?? 0)).toBeGreaterThan(0)
    }
  })

  const idle = presets.filter(([, { inactivity }]) => inactivity !== undefined)
  test.each(idle)('R-90 %s extends by one action when its warning is open', async (_, policy) => {
    const { limitsMs, warningLeadMs } = resolvePolicy(policy)
    const [limit, lead] = [limitsMs.inactivity ?? 0, warningLeadMs.inactivity ?? 0]
    const world = createWorld({ user: { sub: 'u1' }, policy, serverLimits: { accessTokenLifetime: '1h' } })
    const { session } = world.tab()
    await world.advance(`${limit - lead - 1}ms`)
    expect(session.getState().warning).toBeNull()
    await world.advance('1ms')
    expect(session.getState().warning).toMatchObject({ cause: 'inactive', extendable: true })
    await expect(session.extend()).resolves.toMatchObject({ ok: true })
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await world.advance(`${limit}ms`)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })
})
