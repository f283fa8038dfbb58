import * as texts from '#texts'
import { type SessionPolicy, StillhereError } from '@stillhere/core'
import { parse } from 'dotenv'
import { corteza, CORTEZA_DEFAULTS, type CortezaOptions } from './corteza.ts'
import { linesThat, meantName, refused, unreadable } from './file-lines.ts'

const NAMES = Object.keys(CORTEZA_DEFAULTS) as (keyof CortezaOptions)[]
const ASSIGNMENT = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*)$/
const QUOTED = /^(["'`])(.*)$/

/**
 * Corteza's `.env` as a policy. Its four variables are read, everything else is left alone; a variable that is not there, or is empty,
 * has Corteza's own default.
 *
 * @throws StillhereError `policy-file-invalid` with file and line for a line of one of the four that cannot be read, and with name, value
 * and rule for a value that is no duration or too short to keep, or a name that is one of the four but for a slip.
 * @example
 * cortezaFromEnv('AUTH_SESSION_LIFETIME=2m')
 */
export function cortezaFromEnv(text: string, { file = '.env' }: { readonly file?: string } = {}): SessionPolicy {
  refuseBrokenLines(text, file)
  const found: Readonly<Record<string, string>> = parse(text)
  const options: { -readonly [Name in keyof CortezaOptions]: string } = {}
  for (const name of NAMES) {
    const line = linesOf(text, name).at(-1)
    if (line === undefined) continue
    const parsed = found[name]
    if (parsed === undefined) throw unreadable(file, line, texts.lineSwallowed())
    const value = asWritten(text, line) ?? parsed.trim()
    if (value === '') continue
    try {
      corteza({ [name]: value })
    } catch (cause) {
      const rule = cause instanceof StillhereError ? cause.message : String(cause)
      throw refused(file, line, name, value, rule, cause)
    }
    options[name] = value
  }
  return corteza(options)
}

/** A value without quotes ends where a comment begins, and that takes a blank before it: `2m#` is no duration. null: it has quotes. */
function asWritten(text: string, line: number): string | null {
  const written = (ASSIGNMENT.exec(text.split(/\r\n?|\n/)[line - 1] ?? '')?.[2] ?? '').trim()
  return QUOTED.test(written) ? null : written.replace(/(?:^|\s)#.*$/, '').trim()
}

/** Parsers of such files pass over what they cannot read, and the default that stands in is not what was meant. */
function refuseBrokenLines(text: string, file: string): void {
  for (const [at, line] of text.split(/\r\n?|\n/).entries()) {
    const meant = meantName(nameOf(line) ?? '', NAMES)
    if (meant !== null) throw refused(file, at + 1, nameOf(line) ?? '', ASSIGNMENT.exec(line)?.[2] ?? '', texts.nameUnknown(meant))
  }
  for (const name of NAMES) {
    // What stands before the sign, if there is one, has to be the name alone.
    const [broken] = linesThat(text, (line) => {
      const [before = ''] = line.split(/[=:#]/)
      return new RegExp(String.raw`(^|\s)${name}(\s|$)`).test(before) && nameOf(line) !== name
    })
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
