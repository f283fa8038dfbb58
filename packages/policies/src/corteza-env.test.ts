import { describe, expect, test } from 'vitest'
import { corteza } from './corteza.ts'
import { cortezaFromEnv } from './corteza-env.ts'

describe("Corteza's .env", () => {
  test('CORTEZA-1 without the four variables, or with empty ones, has the defaults of Corteza', () => {
    expect(cortezaFromEnv('')).toEqual(corteza())
    expect(cortezaFromEnv('AUTH_SESSION_LIFETIME=\n#AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME=1m\n')).toEqual(corteza())
    expect(corteza()).toEqual({ accessTokenLifetime: '2h', refreshWindow: '3d', signOnWindow: '1d', remembered: { signOnWindow: '360d' } })
  })

  test('CORTEZA-1 with a variable twice has the later one, as shells do', () => {
    expect(cortezaFromEnv('AUTH_SESSION_LIFETIME=1h\r\nAUTH_SESSION_LIFETIME=2h\r\n').signOnWindow).toBe('2h')
  })

  test.each<[string, string, RegExp]>([
    ['a line without =', 'A=1\nAUTH_SESSION_LIFETIME 2m\n', /^\.env:2: .*NAME=value/],
    ['a quote that is not closed', 'AUTH_SESSION_LIFETIME="2m\n', /^\.env:1: .*quote/],
    ['a bare number', 'AUTH_SESSION_LIFETIME=120\n', /^\.env:1: AUTH_SESSION_LIFETIME = "120"/],
    ['nothing of it left', 'AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME=0\n', /^\.env:1: AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME = "0": .*a second/],
    ['too little of it', 'AUTH_SESSION_LIFETIME=1ms\n', /^\.env:1: AUTH_SESSION_LIFETIME = "1ms": .*a second/],
    [
      'what is absurdly long',
      'AUTH_SESSION_LIFETIME=99999999999999h\n',
      /^\.env:1: AUTH_SESSION_LIFETIME = "99999999999999h": .*292 years/,
    ],
    ['what is no comment without a blank', 'AUTH_SESSION_LIFETIME=2m#two\n', /^\.env:1: AUTH_SESSION_LIFETIME = "2m#two": /],
    ['a variable in it', 'AUTH_SESSION_LIFETIME=${LONG:-2m}\n', /^\.env:1: AUTH_SESSION_LIFETIME = "\$\{LONG:-2m\}": /],
    ['a name that has a slip', '\nAUTH_SESSION_LIFETME=2m\n', /^\.env:2: AUTH_SESSION_LIFETME = "2m": .*AUTH_SESSION_LIFETIME/],
    ['a name in small letters', 'auth_session_lifetime=2m\n', /^\.env:1: auth_session_lifetime = "2m": .*AUTH_SESSION_LIFETIME/],
    ['a word of another shell', 'set AUTH_SESSION_LIFETIME=2m\n', /^\.env:1: .*NAME=value/],
    ['a line within the quotes of another one', 'FOO="open\nAUTH_SESSION_LIFETIME=2m\nBAR=x"\n', /^\.env:2: .*quotes of another/],
    ['a negative one', '\n\nexport AUTH_SESSION_PERM_LIFETIME=-1h\n', /^\.env:3: AUTH_SESSION_PERM_LIFETIME = "-1h"/],
  ])('CORTEZA-1 with %s is refused by line', (_, text, told) => {
    expect(() => cortezaFromEnv(text)).toThrowError(
      expect.objectContaining({ code: 'policy-file-invalid', message: expect.stringMatching(told) }),
    )
  })

  test('CORTEZA-1 is read with what people write around a value', () => {
    const lines = [
      'AUTH_SESSION_LIFETIME=2m # two',
      "AUTH_SESSION_LIFETIME='2m'",
      '\texport AUTH_SESSION_LIFETIME = "2m" # two',
      '\uFEFFAUTH_SESSION_LIFETIME=2m\r',
    ]
    for (const line of lines)
      expect(cortezaFromEnv(`FOO=$AUTH_SESSION_LIFETIME\n# AUTH_SESSION_LIFETIME 1h\n${line}\n`).signOnWindow).toBe('2m')
  })

  test('CORTEZA-1 no error holds a value of another variable', () => {
    const text = 'DB_DSN=stillhere-secret-marker\nAUTH_SESSION_LIFETIME=soon\n'
    expect(() => cortezaFromEnv(text)).toThrowError(expect.objectContaining({ message: expect.not.stringContaining('secret') }))
  })
})
