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
    ['a negative one', '\n\nexport AUTH_SESSION_PERM_LIFETIME=-1h\n', /^\.env:3: AUTH_SESSION_PERM_LIFETIME = "-1h"/],
  ])('CORTEZA-1 with %s is refused by line', (_, text, told) => {
    expect(() => cortezaFromEnv(text)).toThrowError(
      expect.objectContaining({ code: 'policy-file-invalid', message: expect.stringMatching(told) }),
    )
  })

  test('CORTEZA-1 no error holds a value of another variable', () => {
    const text = 'DB_DSN=stillhere-secret-marker\nAUTH_SESSION_LIFETIME=soon\n'
    expect(() => cortezaFromEnv(text)).toThrowError(expect.objectContaining({ message: expect.not.stringContaining('secret') }))
  })
})
