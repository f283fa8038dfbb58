import * as texts from '#texts'
import { type SessionPolicy, StillhereError } from '@stillhere/core'
import { parse } from 'dotenv'
import { corteza, CORTEZA_DEFAULTS, type CortezaOptions } from './corteza.ts'
import { linesThat, refused, unreadable } from './file-lines.ts'
import { readDuration } from './read-duration.ts'

const NAMES = Object.keys(CORTEZA_DEFAULTS) as (keyof CortezaOptions)[]
const ASSIGNMENT = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*)$/
const QUOTED = /^(["'`])(.*)$/

/**
 * Corteza's `.env` as a policy. Its four variables are read, everything else is left alone; a variable that is not there, or is empty,
 * has Corteza's own default.
 *
 * @throws StillhereError `policy-file-invalid` with file and line for a line of one of the four that cannot be read, and with name, value
 * and rule for a value that is no duration.
 * @example
 * cortezaFromEnv('AUTH_SESSION_LIFETIME=2m')
 */
export function cortezaFromEnv(text: string, { file = '.env' }: { readonly file?: string } = {}): SessionPolicy {
  refuseBrokenLines(text, file)
  const found: Readonly<Record<string, string>> = parse(text)
  const options: { -readonly [Name in keyof CortezaOptions]: string } = {}
  for (const name of NAMES) {
    const value = found[name]?.trim()
    if (value === undefined || value === '') continue
    try {
      readDuration(value)
    } catch (cause) {
      const rule = cause instanceof StillhereError ? cause.message : String(cause)
      throw refused(file, linesOf(text, name).at(-1) ?? 1, name, value, rule, cause)
    }
    options[name] = value
  }
  return corteza(options)
}

/** Parsers of such files pass over what they cannot read, and the default that stands in is not what was meant. */
function refuseBrokenLines(text: string, file: string): void {
  for (const name of NAMES) {
    const [broken] = linesThat(
      text,
      (line) =>
        line
          .trimStart()
          .replace(/^export\s+/, '')
          .startsWith(name) && !ASSIGNMENT.test(line),
    )
    if (broken !== undefined) throw unreadable(file, broken, texts.noAssignment())
    const [open] = linesThat(text, (line) => nameOf(line) === name && isQuoteOpen(ASSIGNMENT.exec(line)?.[2] ?? ''))
    if (open !== undefined) throw unreadable(file, open, texts.quoteOpen())
  }
}

function isQuoteOpen(written: string): boolean {
  const [, quote = '', rest = ''] = QUOTED.exec(written.trim()) ?? []
  return quote !== '' && !rest.includes(quote)
}

function linesOf(text: string, name: string): readonly number[] {
  return linesThat(text, (line) => nameOf(line) === name)
}

function nameOf(line: string): string | undefined {
  return ASSIGNMENT.exec(line)?.[1]
}
