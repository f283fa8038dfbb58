import { describe, expect, test } from 'vitest'
import { privxFromToml } from './privx-toml.ts'

const life = { accessTokenLifetime: '5m' } as const
const refusal = (told: RegExp) => expect.objectContaining({ code: 'policy-file-invalid', message: expect.stringMatching(told) })

describe("PrivX's oauth-shared-config.toml", () => {
  test('PRIVX-8 is read as it is: comments, both kinds of quotes, other settings', () => {
    const text = `# shared by all services
title = "PrivX"

[auth]
refresh_token_valid = "30m" # largest gap
session_valid = '24h'
issuer = "https://privx.example/auth" # session_valid = "1h"

[[clients]]
id = "ui"
`
    expect(privxFromToml(text, life)).toEqual({ accessTokenLifetime: '5m', refreshWindow: '30m', maxLifetime: '1d' })
  })

  test('PRIVX-8 with a commented-out session_valid has none, so the refresh token bounds the session', () => {
    const text = '\nrefresh_token_valid="15m"\n#session_valid="24h"\n  # session_valid = "12h"\n'
    expect(privxFromToml(text, { ...life, sessionInactivityLimitSeconds: 600 })).toEqual({
      accessTokenLifetime: '5m',
      refreshWindow: '15m',
      maxLifetime: '15m',
      inactivity: '10m',
    })
  })

  test.each<[string, string, RegExp]>([
    ['a value without quotes', 'a = 1\nsession_valid = 24h\n', /^shared\.toml:2: session_valid = "24h": /],
    ['a quote that is not closed', '[auth]\n\nrefresh_token_valid = "30m\n', /^shared\.toml:3: refresh_token_valid = "\\"30m"/],
    ['a broken line elsewhere', '[auth\nsession_valid = "24h"\n', /^shared\.toml:1: /],
    [
      'what is no duration',
      'x = 1\n\nsession_valid = "one day" # ?\n# session_valid = "24h"\n',
      /^shared\.toml:3: session_valid = "one day": .*'30m'/,
    ],
    ['a bare number', 'session_valid = 86400\n', /^shared\.toml:1: session_valid = 86400: .*quotes/],
    ['zero', 'session_valid = "0m"\n', /^shared\.toml:1: session_valid = "0m": .*a second/],
    ['what is absurdly long', 'session_valid = "99999999999999h"\n', /^shared\.toml:1: session_valid = "99999999999999h": .*292 years/],
    ['no number', 'session_valid = nan\n', /^shared\.toml:1: session_valid = NaN: .*quotes/],
    ['a list', 'session_valid = ["24h"]\n', /^shared\.toml:1: session_valid = \["24h"\]: .*quotes/],
    ['an inline table', 'x = 1\noauth = { refresh_token_valid = "30m", session_valid = "x" }\n', /^shared\.toml:2: session_valid = "x": /],
    ['lines of another system', 'a = 1\r\nsession_valid = "soon"\r\n', /^shared\.toml:2: session_valid = "soon": /],
    ['a name that has a slip', '[a]\nsession_vaild = "24h"\n', /^shared\.toml:2: session_vaild = "24h": .*session_valid/],
    ['a name in other letters', 'sessionValid = "24h"\n', /^shared\.toml:1: sessionValid = "24h": .*session_valid/],
    [
      'a key that stands there twice',
      '[a]\nsession_valid = "1h"\n[b]\nsession_valid = "2h"\n',
      /^shared\.toml:4: session_valid = "2h": .*line 2/,
    ],
  ])('PRIVX-8 with %s is refused with file, line, key, value and rule', (_, text, told) => {
    expect(() => privxFromToml(text, { ...life, file: 'shared.toml' })).toThrowError(refusal(told))
  })

  test('PRIVX-8 has its line named where the same name stands in a comment before', () => {
    const text = 'a = 1 # session_valid = "24h"\n# session_valid = "12h"\nsession_valid = "?"\n'
    expect(() => privxFromToml(text, { ...life, file: 'shared.toml' })).toThrowError(refusal(/^shared\.toml:3: /))
  })

  test('PRIVX-7 a limit that the file does not allow is refused with both figures', () => {
    const set = () => privxFromToml('refresh_token_valid = "15m"', { ...life, sessionInactivityLimitSeconds: 3600 })
    expect(set).toThrowError(expect.objectContaining({ code: 'policy-rule-broken', message: expect.stringMatching(/3600 s.*900 s/) }))
  })
})
