import { expect, it } from 'vitest'
import { daysUntil, dueDay } from './dates.ts'

const local = (day: number, hour: number) => new Date(2026, 10, day, hour)

it('counts days by the calendar and not by the clock', () => {
  const evening = local(20, 23)
  expect(daysUntil(local(21, 1).toISOString(), evening)).toBe(1)
  expect(daysUntil(local(20, 1).toISOString(), evening)).toBe(0)
  expect(daysUntil(local(19, 23).toISOString(), evening)).toBe(-1)
})

it('says a day that is near in words, and one that is far as a date', () => {
  const now = local(10, 12)
  const words = [9, 10, 11, 14, 24].map((day) => dueDay(local(day, 9).toISOString(), now))
  expect(words).toEqual(['yesterday', 'today', 'tomorrow', 'in 4 days', '24 Nov'])
  expect(dueDay('soon', now)).toBe('soon')
})
