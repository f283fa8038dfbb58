import type { DurationUnit, SessionMessages } from './messages.ts'

type LengthWords = Pick<SessionMessages, 'locale' | 'units'>

const UNITS_MS: readonly (readonly [DurationUnit, number])[] = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
]

/** What is written in a language that the browser lacks; left to itself it would take its own: "1 awr und 30 munud", "2:35 PM". */
const ELSEWHERE = 'en-GB'

/** A length in the words of the locale, rounded to whole seconds, its two largest units: "1 hour, 30 minutes". Never negative. */
export function durationText(ms: number, { locale, units }: LengthWords): string {
  const parts = largestUnits(Math.max(0, Math.round(ms / 1000)) * 1000)
  const intl = Intl
  if (!units && hasDurationFormat(intl)) {
    // `secondsDisplay`, because "0 seconds" would otherwise be an empty text.
    return new intl.DurationFormat(locale, {
      style: 'long',
      ...(parts.length === 1 && parts[0]?.unit === 'seconds' && { secondsDisplay: 'always' }),
    }).format(Object.fromEntries(parts.map(({ unit, count }) => [unit, count])))
  }
  const inWords =
    units ?? ((count, unit) => new Intl.NumberFormat(locale, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' }).format(count))
  const texts = parts.map(({ unit, count }) => inWords(count, unit))
  return new Intl.ListFormat([locale, ELSEWHERE], { type: 'unit', style: 'long' }).format(texts)
}

/** The same in whole minutes from two minutes on: nobody says "13 minutes, 2 seconds" of an absence. */
export function aboutText(ms: number, words: LengthWords): string {
  return durationText(ms < 120_000 ? ms : Math.round(ms / 60_000) * 60_000, words)
}

/** The time of day, in the habit of the reader's region where the browser tells it: "14:35", "2:35 PM". */
export function clockText(at: number, locale: string): string {
  // Digits are those of durations and figures: an Egyptian's browser would put "٢:٣٥" beside "20".
  const { numberingSystem } = new Intl.NumberFormat([locale, ELSEWHERE]).resolvedOptions()
  return new Intl.DateTimeFormat([regional(locale), ELSEWHERE], { hour: 'numeric', minute: '2-digit', numberingSystem }).format(at)
}

/** Time left as figures of the locale: "1:58", "1:00:00". */
export function figureText(leftMs: number, locale: string): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const figure = (value: number, minimumIntegerDigits: number) =>
    new Intl.NumberFormat([locale, ELSEWHERE], { useGrouping: false, minimumIntegerDigits }).format(value)
  const tail = figure(seconds % 60, 2)
  return hours > 0 ? `${figure(hours, 1)}:${figure(minutes, 2)}:${tail}` : `${figure(minutes, 1)}:${tail}`
}

/** A length of whole seconds in its two largest units, without those that count nothing; at least the seconds. */
export function largestUnits(ms: number): readonly { readonly unit: DurationUnit; readonly count: number }[] {
  let leftMs = ms
  const counted = UNITS_MS.map(([unit, unitMs]) => {
    const count = Math.floor(leftMs / unitMs)
    leftMs -= count * unitMs
    return { unit, count }
  })
  const first = counted.findIndex(({ count }) => count > 0)
  return first === -1 ? counted.slice(-1) : counted.slice(first, first + 2).filter(({ count }) => count > 0)
}

function regional(locale: string): string {
  const language = locale.split('-')[0]
  const own =
    typeof navigator === 'undefined' ? undefined : navigator.languages.find((tag) => tag.split('-')[0] === language && isWellFormed(tag))
  return own ?? locale
}

/** Browsers report tags that `Intl` refuses: Chromium under LANG=C.UTF-8 says "en-US@posix". */
function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** What this module uses of `Intl.DurationFormat`, which Node 22 and Firefox below 136 lack. */
interface DurationFormat {
  format(parts: Readonly<Partial<Record<DurationUnit, number>>>): string
}
type DurationFormatConstructor = new (
  locale: string,
  options: { readonly style: 'long'; readonly secondsDisplay?: 'always' },
) => DurationFormat

function hasDurationFormat(intl: typeof Intl): intl is typeof Intl & { readonly DurationFormat: DurationFormatConstructor } {
  return 'DurationFormat' in intl
}
