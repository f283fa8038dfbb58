import { parseDuration } from '@stillhere/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDuration, toDuration } from './read-duration.ts'

describe('readDuration', () => {
  it.each<[string, number]>([
    ['2m', 120_000],
    ['1h30m', 5_400_000],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['1h0m0.25s', 3_600_250],
    ['0', 0],
    ['0s', 0],
    ['8640h', 31_104_000_000],
    ['30d', 2_592_000_000],
    ['PT30M', 1_800_000],
    ['P30D', 2_592_000_000],
    ['P1W', 604_800_000],
    ['P1DT12H', 129_600_000],
    ['PT1.5H', 5_400_000],
    ['PT0,5S', 500],
    ['PT0S', 0],
  ])('reads %s as %i ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms)
  })

  it.each([
    '',
    '30',
    '-30m',
    '+5m',
    '30 m',
    '30min',
    '1d12h',
    'P',
    'PT',
    'P1M',
    'P1Y',
    'P1DT',
    'pt30m',
    '1h30',
    'm',
    'Infinity',
    '1e3s',
    ' 2m',
  ])('refuses %j and says how a duration is written', (text) => {
    expect(() => readDuration(text)).toThrowError(
      expect.objectContaining({ code: 'duration-invalid', message: expect.stringMatching(/'30m'.*'1h30m'.*'PT30M'/) }),
    )
  })
})

describe('a length beyond measure', () => {
  it.each(['2562048h', '106752d', 'P106752D', '9999999999999999999999s'])('%s is refused: no clock counts so far', (text) => {
    expect(() => readDuration(text)).toThrowError(
      expect.objectContaining({ code: 'duration-invalid', message: expect.stringMatching(/292 years/) }),
    )
  })

  it('begins beyond the longest that Go knows', () => {
    expect(readDuration('2562047h')).toBe(2_562_047 * 3_600_000)
  })
})

describe('toDuration', () => {
  it('loses nothing: what it writes the core reads as the same length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
        expect(parseDuration(toDuration(ms))).toBe(ms)
      }),
    )
  })

  it('takes the largest unit that leaves no fraction', () => {
    expect([86_400_000, 5_400_000, 90_000, 1500, 0].map(toDuration)).toEqual(['1d', '90m', '90s', '1500ms', '0ms'])
  })
})
