import { expect, test } from 'vitest'
import { day, hour, minute, second } from '../test-support/stage.ts'
import { durationText, isPlain } from './duration-text.ts'

test.each([
  [0, 'en', '0 seconds'],
  [96 * second, 'en', '1 minute, 36 seconds'],
  [2 * minute, 'en', '2 minutes'],
  [24 * hour, 'en', '24 hours'],
  [36 * hour, 'en', '36 hours'],
  [3 * day, 'en', '3 days'],
  [30 * day + 12 * minute, 'en', '30 days, 12 minutes'],
  [8 * hour, 'de', '8 Stunden'],
  [3 * day, 'ar', '3 أيام'],
  [90 * minute, 'xx', '1 hour, 30 minutes'],
] as const)('%d ms in %s reads "%s", to the second', (ms, locale, text) => {
  expect(durationText(ms, locale)).toBe(text)
})

test('an axis has no room for words', () => {
  expect([20 * minute, 8 * hour, 30 * day].map((ms) => durationText(ms, 'en', 'short'))).toEqual(['20 min', '8 hr', '30 days'])
})

test('what takes one unit to say is plain', () => {
  expect([20 * minute, 36 * hour, 71.25 * minute, 30 * day + 12 * minute].map(isPlain)).toEqual([true, true, false, false])
})
