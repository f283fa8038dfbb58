const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** What is written in a language that the browser lacks; left to itself it would take its own. */
const ELSEWHERE = 'en-GB'

/** A length in the words of the locale: "1 hour, 30 minutes". Exact to the second, because an end is an instant and not about a day. */
export function durationText(ms: number, locale: string, unitDisplay: 'long' | 'short' = 'long'): string {
  const texts = split(ms).map(([unit, count]) =>
    new Intl.NumberFormat([locale, ELSEWHERE], { style: 'unit', unit, unitDisplay }).format(count),
  )
  return new Intl.ListFormat([locale, ELSEWHERE], { type: 'unit', style: unitDisplay }).format(texts)
}

/** Whether people say it in one unit, like "36 hours". */
export function isPlain(ms: number): boolean {
  return split(ms).length === 1
}

export function figureText(count: number, locale: string): string {
  return new Intl.NumberFormat([locale, ELSEWHERE]).format(count)
}

/** Without units that count nothing; two days are counted in days, less is counted in hours. */
function split(ms: number): readonly (readonly [unit: 'day' | 'hour' | 'minute' | 'second', count: number])[] {
  let leftMs = Math.round(ms / 1000) * 1000
  const units = leftMs < 2 * UNITS[0][1] ? UNITS.slice(1) : UNITS
  const counted = units.map(([unit, unitMs]) => {
    const count = Math.floor(leftMs / unitMs)
    leftMs -= count * unitMs
    return [unit, count] as const
  })
  const there = counted.filter(([, count]) => count > 0)
  return there.length === 0 ? counted.slice(-1) : there
}
