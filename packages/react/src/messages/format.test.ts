import { afterEach, expect, test, vi } from 'vitest'
import { clockText, durationText, figureText } from './format.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const CASES = [
  [0, 'en', '0 seconds'],
  [-5_000, 'en', '0 seconds'],
  [40_400, 'en', '40 seconds'],
  [60_000, 'en', '1 minute'],
  [900_000, 'en', '15 minutes'],
  [90_000, 'en', '1 minute, 30 seconds'],
  [5_400_000, 'en', '1 hour, 30 minutes'],
  [28_800_000, 'en', '8 hours'],
  [30 * 86_400_000, 'en', '30 days'],
  [60_000, 'cy', '1 munud'],
  [120_000, 'ar', 'دقيقتان'],
  [5 * 60_000, 'pl', '5 minut'],
  [21 * 60_000, 'ru', '21 минута'],
] as const

test.each(CASES)('R-38 R-40 %d ms in %s reads "%s"', (ms, locale, text) => {
  expect(durationText(ms, locale)).toBe(text)
})

test.each(CASES)('R-39 without Intl.DurationFormat %d ms in %s reads the same', (ms, locale, text) => {
  const { PluralRules, NumberFormat, ListFormat } = Intl
  vi.stubGlobal('Intl', { PluralRules, NumberFormat, ListFormat })
  expect(durationText(ms, locale)).toBe(text)
})

test('R-40 the figure rounds up, carries and never goes below zero', () => {
  expect([120_000, 119_001, 59_000, 1, 0, -1, 3_600_000, 3_725_000].map((ms) => figureText(ms, 'en'))).toEqual([
    '2:00',
    '2:00',
    '0:59',
    '0:01',
    '0:00',
    '0:00',
    '1:00:00',
    '1:02:05',
  ])
})

test('R-42 figures are the locale’s own', () => {
  expect(figureText(65_000, 'fa')).toBe('۱:۰۵')
})

test('the time of day follows the region of the browser, and a malformed region harms nothing', () => {
  const at = new Date(2026, 0, 15, 14, 35).getTime()
  vi.stubGlobal('navigator', { languages: ['de-AT', 'en-GB', 'en-US'] })
  expect(clockText(at, 'en')).toBe('14:35')
  vi.stubGlobal('navigator', { languages: ['en-US@posix'] })
  expect(clockText(at, 'en')).toMatch(/^2:35\sPM$/)
})
