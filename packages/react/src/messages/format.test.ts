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
  [21 * 60_000, 'ru', '21 минута'],
] as const

test.each(CASES)('R-38 R-40 %d ms in %s reads "%s"', (ms, locale, text) => {
  expect(durationText(ms, { locale })).toBe(text)
})

test.each(CASES)('R-39 without Intl.DurationFormat %d ms in %s reads the same', (ms, locale, text) => {
  const { PluralRules, NumberFormat, ListFormat } = Intl
  vi.stubGlobal('Intl', { PluralRules, NumberFormat, ListFormat })
  expect(durationText(ms, { locale })).toBe(text)
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

test('R-42 durations, figures and times of day have the same numerals, whatever the region of the browser prefers', () => {
  const at = new Date(2026, 0, 15, 14, 35).getTime()
  const numerals = (locale: string) =>
    [durationText(20_000, { locale }), figureText(20_000, locale), clockText(at, locale)].map((text) =>
      /[٠-٩]/.test(text) ? 'ar-EG' : 'ar',
    )
  vi.stubGlobal('navigator', { languages: ['ar-EG'] })
  expect(numerals('ar')).toEqual(['ar', 'ar', 'ar'])
  expect(numerals('ar-EG')).toEqual(['ar-EG', 'ar-EG', 'ar-EG'])
})

test('R-38 a browser that lacks the language mixes no other one in', () => {
  const { DateTimeFormat, NumberFormat, ListFormat, getCanonicalLocales } = Intl
  const known = (asked: unknown) =>
    [asked, 'ar-EG']
      .flat()
      .filter((tag) => tag !== 'cy')
      .map(String)
  const lacking = <Format extends new (locales: string[], options?: object) => object>(format: Format) =>
    new Proxy(format, { construct: (target, [locales, options]) => new target(known(locales), options) })
  vi.stubGlobal('Intl', {
    DateTimeFormat: lacking(DateTimeFormat),
    NumberFormat: lacking(NumberFormat),
    ListFormat: lacking(ListFormat),
    getCanonicalLocales,
  })
  vi.stubGlobal('navigator', { languages: ['ar-EG'] })
  const units = (count: number, unit: string) => `${count} ${unit}`
  expect(durationText(5_400_000, { locale: 'cy', units })).toBe('1 hours, 30 minutes')
  expect(figureText(65_000, 'cy')).toBe('1:05')
  expect(clockText(new Date(2026, 0, 15, 14, 35).getTime(), 'cy')).toBe('14:35')
})

test('the time of day follows the region of the browser, and a malformed region harms nothing', () => {
  const at = new Date(2026, 0, 15, 14, 35).getTime()
  vi.stubGlobal('navigator', { languages: ['de-AT', 'en-GB', 'en-US'] })
  expect(clockText(at, 'en')).toBe('14:35')
  vi.stubGlobal('navigator', { languages: ['en-US@posix'] })
  expect(clockText(at, 'en')).toMatch(/^2:35\sPM$/)
})
