import { expect, test } from 'vitest'
import { english } from './english.ts'
import type { MessageParts } from './messages.ts'

const PARTS: readonly MessageParts[] = [
  { duration: '15 minutes', clock: '2:35 PM', leftMs: 120_000 },
  { duration: '', clock: '2:35 PM', leftMs: 0 },
]

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return PARTS.map((parts): string => String(Reflect.apply(value, undefined, [parts])))
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

test('R-44 no message speaks of sessions, tokens, timeouts or inactivity', () => {
  const texts = textsOf(english)
  expect(texts.length).toBeGreaterThan(30)
  expect(texts.filter((text) => /session|token|timeout|time-out|inactiv|user\b/i.test(text))).toEqual([])
})

test('R-37 every message is whole without its optional parts and shouts at nobody', () => {
  const { timeLeft, ...others } = english
  const texts = [...textsOf(others), timeLeft({ duration: '1 minute', clock: '2:35 PM', leftMs: 60_000 })]
  expect(texts.filter((text) => /undefined|null|!| {2}| \.| ,/.test(text) || text.trim() === '')).toEqual([])
})
