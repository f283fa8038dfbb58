/** Keeps a figure and its unit on one line. */
const GLUE = '\u00a0'

const UNITS = [
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** What a second of the onlooker's is on the session's clock: “1 s here = 5 min”. */
export function scaleWords(rate: number): string {
  const [unit, seconds] = UNITS.find(([, length]) => rate >= length && rate % (length / 2) === 0) ?? UNITS[2]
  return `1${GLUE}s here = ${rate / seconds}${GLUE}${unit}`
}

/** A real duration, as exact as somebody watches it: “8 s”, “4 min”. Never negative. */
export function inShort(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const [unit, length] = UNITS.find(([, one]) => seconds >= 2 * one) ?? UNITS[2]
  return `${Math.round(seconds / length)}${GLUE}${unit}`
}
