import { describe, expect, it } from 'vitest'
import { parseDuration } from './duration.ts'

describe('parseDuration', () => {
  it.each([
    ['250ms', 250],
    ['20s', 20_000],
    ['15m', 900_000],
    ['1.5h', 5_400_000],
    ['30d', 2_592_000_000],
    ['0s', 0],
  ] as const)('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  it('takes milliseconds from JavaScript callers', () => {
    expect(parseDuration(1500)).toBe(1500)
  })

  it.each(['15', '15min', '1h30m', 'PT15M', '', '-5m', '1e3s', 'Infinitys', Number.NaN, -1])(
    'refuses %s and says how to write it',
    (value) => {
      expect(() => parseDuration(value)).toThrowError(
        expect.objectContaining({ code: 'duration-invalid', message: expect.stringContaining("'15m'") }),
      )
    },
  )
})
