import { describe, expect, test } from 'vitest'
import type { Explanation } from '../explain-policy.ts'
import { day, hour, minute } from '../test-support/stage.ts'
import { axisOf } from './axis.ts'

function endingAfter(...ends: readonly (number | null)[]): readonly Explanation[] {
  return ends.map((endsAfterMs) => ({
    situation: 'works-all-day',
    endsAfterMs,
    reason: endsAfterMs === null ? null : 'max-lifetime',
    warningMs: null,
    warningExtendable: null,
    coveredAfterMs: null,
    shownAgainAfterMs: null,
    refreshes: { count: 0, firstAfterMs: null, lastAfterMs: null },
    horizonMs: 36 * hour,
  }))
}

describe('the time axis', () => {
  test('is even where the ends are of one size, and says that it is not where they are days and minutes', () => {
    const even = axisOf(endingAfter(10 * minute, 15 * minute), 'Sign-in')
    expect([even.stretched, even.place(3 * minute), even.place(15 * minute)]).toEqual([false, 0.2, 1])
    expect(axisOf(endingAfter(4 * minute, 30 * day), 'Sign-in').stretched).toBe(true)
  })

  test.each([2 * minute, hour, 30 * day, 365 * day])('has an end after two minutes and one after %d ms a finger apart', (longest) => {
    const { place } = axisOf(endingAfter(2 * minute, longest), 'Sign-in')
    expect(place(0)).toBe(0)
    expect(place(2 * minute)).toBeGreaterThanOrEqual(0.05)
    expect(place(longest)).toBe(1)
  })

  test('reaches as far as a session that does not end was played', () => {
    const { place } = axisOf(endingAfter(20 * minute, null), 'Sign-in')
    expect(place(36 * hour)).toBe(1)
  })

  test('never runs backwards', () => {
    const { place } = axisOf(endingAfter(4 * minute, 90 * day), 'Sign-in')
    const places = Array.from({ length: 1000 }, (_, step) => place((step * 90 * day) / 1000))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  test('has ticks at the sign-in and at ends that people say in one unit, and none at others', () => {
    const ticks = axisOf(endingAfter(20 * minute, 71.25 * minute, 8 * hour), 'Sign-in').ticks.map(({ ms }) => ms)
    expect(ticks).toEqual(expect.arrayContaining([0, 20 * minute, 8 * hour]))
    expect(ticks).not.toContain(71.25 * minute)
  })

  test('says how far it goes where nothing ends at a round length', () => {
    const last = axisOf(endingAfter(hour, 30 * day + 12 * minute), 'Sign-in').ticks.at(-1)
    expect(last).toMatchObject({ ms: 30 * day, major: true })
  })

  test.each([[2 * minute], [4 * minute, 8 * hour], [hour, 30 * day + 12 * minute], [96_000, 36 * hour]])(
    'leaves room for each label with ends after %j ms',
    (...ends) => {
      const { ticks } = axisOf(endingAfter(...ends), 'Sign-in')
      const gaps = (places: readonly number[]) => places.slice(1).map((place, at) => place - (places[at] ?? 0))
      expect(Math.min(...gaps(ticks.map(({ place }) => place)))).toBeGreaterThanOrEqual(0.14)
      expect(Math.min(...gaps(ticks.flatMap(({ place, major }) => (major ? [place] : []))))).toBeGreaterThanOrEqual(0.2)
      expect(ticks.length).toBeGreaterThanOrEqual(3)
    },
  )
})
