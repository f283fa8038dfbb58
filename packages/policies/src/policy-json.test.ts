import { describe, expect, test } from 'vitest'
import { policyFromJson } from './policy-json.ts'

const refusal = (told: RegExp) => expect.objectContaining({ code: 'policy-file-invalid', message: expect.stringMatching(told) })

describe('a policy as JSON', () => {
  test('is the policy that it says', () => {
    const policy = {
      inactivity: '15m',
      maxLifetime: '8h',
      maxLifetimeFrom: 'auth_time',
      warningLead: { maxLifetime: 'none', inactivity: '1m' },
      remembered: { maxLifetime: '30d' },
      clauses: [{ limit: 'inactivity', atMost: '15m', strength: 'SHALL', clause: 'c', url: 'u' }],
    }
    expect(policyFromJson(JSON.stringify(policy, null, 2), 'policy.json')).toEqual(policy)
    expect(policyFromJson('{ "warningLead": "30s" }', 'policy.json')).toEqual({ warningLead: '30s' })
  })

  test.each<[string, string, RegExp]>([
    ['an unknown key', '{\n"inactivity": "15m",\n"maxLifetimes": "8h" }', /^p\.json:3: maxLifetimes = "8h": /],
    ['a key that stands there twice', '{\n"inactivity": "15m",\n"inactivity": "2h" }', /^p\.json:3: inactivity = "2h": .*line 2/],
    [
      'one twice within another',
      '{ "remembered": {\n"inactivity": "15m",\n"inactivity": "2h" } }',
      /^p\.json:3: remembered\.inactivity = "2h": .*line 2/,
    ],
    ['a number, of which nobody can see what it counts', '{ "inactivity": 900000 }', /^p\.json:1: inactivity = 900000: .*quotes/],
    ['such a number for a warning', '{ "warningLead": { "inactivity": 60000 } }', /^p\.json:1: warningLead\.inactivity = 60000: .*quotes/],
    ['true', '{ "inactivity": true }', /^p\.json:1: inactivity = true: /],
    ['null', '{\n"inactivity": null }', /^p\.json:2: inactivity = null: /],
    ['zero', '{ "inactivity": "0m" }', /^p\.json:1: inactivity = "0m": .*1 second/],
    ['less than nothing', '{ "inactivity": "-15m" }', /^p\.json:1: inactivity = "-15m": /],
    ['what is absurdly long', '{ "maxLifetime": "99999999999d" }', /^p\.json:1: maxLifetime = "99999999999d": .*292 years/],
    ["Go's style, which is not JSON's business", '{ "inactivity": "1h30m" }', /^p\.json:1: inactivity = "1h30m": /],
    [
      'a warning that is too short',
      '{ "warningLead": { "inactivity": "5s" } }',
      /^p\.json:1: warningLead\.inactivity = "5s": .*20 seconds/,
    ],
    ['a choice that there is not', '{\n"onTokenExpiry": "never" }', /^p\.json:2: onTokenExpiry = "never": /],
    ['another beginning', '{\n"maxLifetimeFrom": "monday" }', /^p\.json:2: maxLifetimeFrom = "monday": /],
    ['no limits where there have to be some', '{ "remembered": null }', /^p\.json:1: remembered = null: .*object/],
    ['a list instead', '{ "warningLead": ["2m"] }', /^p\.json:1: warningLead = \["2m"\]: .*object/],
    ['clauses that are none', '{ "clauses": [null] }', /^p\.json:1: clauses = \[null\]: .*list/],
    [
      'a clause on no limit',
      '{ "clauses": [{ "limit": "x", "atMost": "1h", "strength": "SHALL", "clause": "c", "url": "u" }] }',
      /^p\.json:1: clauses = .*a limit of the policy/,
    ],
    ['limits that do not go together', '{\n"accessTokenLifetime": "5m",\n"refreshLead": "4m" }', /^p\.json:3: refreshLead is "4m"/],
    ['a key that is the value of another', '{\n"clauses": [],\n"inactivity": "maxLifetime" }', /^p\.json:3: inactivity = /],
    ['a comment', '{\n// fifteen\n"inactivity": "15m" }', /^p\.json:2: /],
    ['a comma at the end', '{\n"inactivity": "15m",\n}', /^p\.json:3: /],
    ['NaN', '{\n"inactivity": NaN }', /^p\.json:2: /],
    ['nothing in it', '', /^p\.json:1: /],
    ['no object', '[]', /^p\.json:1: .*object/],
  ])('with %s is refused with file, line, key, value and rule', (_, text, told) => {
    expect(() => policyFromJson(text, 'p.json')).toThrowError(refusal(told))
  })

  test('with a value that is long beyond measure is refused with its beginning', () => {
    const long = 'a'.repeat(1_000_000)
    const refused = () => policyFromJson(`{ "x": "${long}", "inactivity": "${long}" }`, 'p.json')
    expect(refused).toThrowError(refusal(/^.{0,2000}$/))
  })
})
