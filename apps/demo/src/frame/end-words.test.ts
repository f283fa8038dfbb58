import { expect, it } from 'vitest'
import { endWords, inWords } from './end-words.ts'

it('says durations in words that people say, two units at most', () => {
  expect(inWords(900_000)).toBe('15 minutes')
  expect(inWords(60_000)).toBe('1 minute')
  expect(inWords(5_400_000)).toBe('1 hour 30 minutes')
  expect(inWords(3_661_000)).toBe('1 hour 1 minute')
  expect(inWords(400)).toBe('0 seconds')
  expect(inWords(44_900)).toBe('45 seconds')
  expect(inWords(1_799_100)).toBe('30 minutes')
  expect(inWords(299_400)).toBe('5 minutes')
})

it('tells people why and for how long, never that a session or a token is over', () => {
  expect(endWords({ reason: 'inactive', limitMs: 900_000 }).text).toBe('We haven’t seen you for 15 minutes. Sign in again to go on.')
  expect(endWords({ reason: 'max-lifetime', limitMs: 28_800_000 }).text).toMatch(/^8 hours after signing in/)
  expect(endWords({ reason: 'max-lifetime', limitMs: null }).text).toMatch(/^The longest time after signing in/)
  for (const reason of [
    'token-expired',
    'refresh-expired',
    'refresh-rejected',
    'inactive',
    'server-idle',
    'max-lifetime',
    'signed-out',
    'revoked',
    'replaced',
  ] as const) {
    const { title, text } = endWords({ reason, limitMs: null })
    expect(`${title} ${text}`).not.toMatch(/session|token|timeout|inactiv/i)
  }
})
