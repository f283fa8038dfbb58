import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'

const MOST_SLIPS = 2
const LONGEST_WHY = 500

/** A file that cannot be read as a policy: where, and why. */
export function unreadable(file: string, line: number, why: string, cause?: unknown): StillhereError {
  return new StillhereError('policy-file-invalid', texts.fileUnreadable(file, line, shortened(why)), cause === undefined ? {} : { cause })
}

/** A value that breaks a rule: where, which, and which rule. */
export function refused(file: string, line: number, key: string, value: unknown, rule: string, cause?: unknown): StillhereError {
  const text = texts.fileKeyRefused(file, line, key, value, shortened(rule))
  return new StillhereError('policy-file-invalid', text, cause === undefined ? {} : { cause })
}

/** Numbers of the lines that match, from 1. */
export function linesThat(text: string, matches: (line: string) => boolean): readonly number[] {
  return text.split(/\r\n?|\n/).flatMap((line, at) => (matches(line) ? [at + 1] : []))
}

/** Of the names that are known the one that this is but for a slip of case, sign or a letter or two; null for a name of its own. */
export function meantName(name: string, known: readonly string[]): string | null {
  if (known.includes(name)) return null
  const plain = (one: string) => one.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return known.find((one) => distance(plain(name), plain(one)) <= MOST_SLIPS) ?? null
}

/** A rule names the value again, and a value may be a whole file. */
function shortened(text: string): string {
  return text.length <= LONGEST_WHY ? text : `${text.slice(0, LONGEST_WHY / 2)} … ${text.slice(-LONGEST_WHY / 2)}`
}

/** Letters that have to be put in, taken out or changed (Levenshtein). */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST_SLIPS) return Infinity
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of one.split('').entries()) {
    const next = [at + 1]
    for (const [column, written] of other.split('').entries()) {
      next.push(Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, (row[column] ?? 0) + (letter === written ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? Infinity
}
