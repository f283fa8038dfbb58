import * as texts from '#texts'
import { type Duration, type SessionPolicy, StillhereError } from '@stillhere/core'
import { parse, TomlError } from 'smol-toml'
import { linesThat, meantName, refused, unreadable } from './file-lines.ts'
import { privx, type PrivxOptions } from './privx.ts'
import { readLimitAt, toDuration } from './read-duration.ts'

/** What the file does not hold. */
export interface PrivxTomlOptions extends Pick<
  PrivxOptions,
  'accessTokenLifetime' | 'sessionInactivityLimitSeconds' | 'limitSavedEarlier'
> {
  /** The file's name, for errors. Default `'oauth-shared-config.toml'`. */
  readonly file?: string
}

const KEYS = ['refresh_token_valid', 'session_valid'] as const
type Key = (typeof KEYS)[number]

/**
 * PrivX's `oauth-shared-config.toml` as a policy. The two lifetimes are found in whatever table they stand; everything else in the file
 * is left alone. What is commented out is not set.
 *
 * @throws StillhereError `policy-file-invalid` with file and line for TOML that cannot be read, and with key, value and rule for a value
 * that is no duration or stands there twice, or a key that is one of the two but for a slip; and whatever {@link privx} throws.
 * @example
 * privxFromToml(readFileSync('oauth-shared-config.toml', 'utf8'), { accessTokenLifetime: '5m' })
 */
export function privxFromToml(text: string, options: PrivxTomlOptions): SessionPolicy {
  const { file = 'oauth-shared-config.toml', ...rest } = options
  const found = valuesOf(parseToml(text, file))
  for (const [name, value] of found) {
    const meant = meantName(name, KEYS)
    if (meant !== null) throw refused(file, linesOf(text, name).at(-1) ?? 1, name, value, texts.nameUnknown(meant))
  }
  const settings: { -readonly [K in Key]?: PrivxOptions[K] } = {}
  for (const key of KEYS) {
    const values = found.filter(([name]) => name === key).map(([, value]) => value)
    const lines = linesOf(text, key)
    const line = lines.at(-1) ?? 1
    if (values.length > 1) throw refused(file, line, key, values.at(-1), texts.keyTwice(lines[0] ?? 1))
    if (values.length === 0) continue
    const [value] = values
    if (typeof value !== 'string') throw refused(file, line, key, value, texts.noText())
    settings[key] = readAt(key, value, (rule, cause) => refused(file, line, key, value, rule, cause))
  }
  return privx({ ...settings, ...rest })
}

function parseToml(text: string, file: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const [why = ''] = cause.message.split('\n')
    const key = KEYS.find((one) => linesOf(text, one).includes(cause.line))
    const value = text
      .split(/\r\n?|\n/)
      [cause.line - 1]?.replace(/^[^=]*=/, '')
      .trim()
    throw key === undefined ? unreadable(file, cause.line, why, cause) : refused(file, cause.line, key, value, why, cause)
  }
}

function readAt(key: Key, value: string, refuse: (rule: string, cause: unknown) => StillhereError): Duration {
  try {
    return toDuration(readLimitAt(key, value))
  } catch (cause) {
    throw refuse(cause instanceof StillhereError ? cause.message : String(cause), cause)
  }
}

/** Every value below `table`, with its name. */
function valuesOf(table: unknown): readonly (readonly [string, unknown])[] {
  if (typeof table !== 'object' || table === null || table instanceof Date) return []
  return Object.entries(table).flatMap(([name, value]) => [[name, value] as const, ...valuesOf(value)])
}

function linesOf(text: string, key: string): readonly number[] {
  // Alone on its line, behind a table's name, or within an inline table.
  const assignment = new RegExp(String.raw`^[^#]*(?:^|[\s.{,])["']?${key.replaceAll(/\W/g, String.raw`\$&`)}["']?\s*=`)
  return linesThat(text, (line) => assignment.test(line))
}
