import * as texts from '#texts'
import { LIMIT_KEYS, resolvePolicy, type SessionPolicy, StillhereError } from '@stillhere/core'
import { refused, unreadable } from './file-lines.ts'
import { jsonKeys } from './json-keys.ts'
import { readDuration } from './read-duration.ts'

const GROUPS = ['remembered', 'warningLead']
const STRENGTHS = ['SHALL', 'SHOULD', 'none']
type Values = Readonly<Record<string, unknown>>

/** A policy as JSON. Throws StillhereError `policy-file-invalid` with file, line, key, value and rule for one that a session would not take. */
export function policyFromJson(text: string, file: string): SessionPolicy {
  const read = parseJson(text, file)
  if (!isObject(read)) throw unreadable(file, 1, texts.noObject())
  const keys = jsonKeys(text)
  const lineOf = (path: string) => keys.findLast((key) => key.path === path)?.line ?? 1
  const refuse = (path: string, value: unknown, rule: string, cause?: unknown) => refused(file, lineOf(path), path, value, rule, cause)
  const first = new Map<string, number>()
  for (const { path, line } of keys) {
    const before = first.get(path)
    if (before !== undefined) throw refuse(path, valueAt(read, path), texts.keyTwice(before))
    first.set(path, line)
  }
  // Each key alone first, because an error about one of them is to name its line.
  for (const [key, value] of Object.entries(read)) {
    if (key === 'clauses') refuseClauses(value)
    if (!GROUPS.includes(key) || (key === 'warningLead' && typeof value === 'string')) refuseAlone([key], value)
    else if (!isObject(value)) throw refuse(key, value, texts.noGroup())
    else for (const [inner, each] of Object.entries(value)) refuseAlone([key, inner], each)
  }
  return resolved(read, (cause) => unreadable(file, lineOf(/^[\w.]+/.exec(cause.message)?.[0] ?? ''), cause.message, cause))

  function refuseAlone(path: readonly string[], value: unknown): void {
    const name = path.join('.')
    const isDuration = path.length > 1 || ['refreshLead', 'warningLead', ...LIMIT_KEYS].includes(name)
    // Of a number nobody can see what it counts.
    if (isDuration && typeof value === 'number') throw refuse(name, value, texts.noText())
    const alone = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
    // What it counts from is another key's, and without that it is refused.
    const whole = name === 'maxLifetimeFrom' ? { maxLifetime: '1h', ...asObject(alone) } : asObject(alone)
    resolved(whole, (cause) => refuse(name, value, cause.message, cause))
    if (isDuration && typeof value === 'string' && value !== 'none') inFile(name, value, () => void readDuration(value.trim()))
  }

  function refuseClauses(value: unknown): void {
    const isClause = (one: unknown) =>
      isObject(one) &&
      LIMIT_KEYS.some((key) => key === one['limit']) &&
      STRENGTHS.some((strength) => strength === one['strength']) &&
      ['atMost', 'clause', 'url'].every((key) => typeof one[key] === 'string')
    if (!Array.isArray(value) || !value.every(isClause)) throw refuse('clauses', value, texts.noClauses())
  }

  function inFile(name: string, value: unknown, act: () => void): void {
    try {
      act()
    } catch (cause) {
      throw cause instanceof StillhereError ? refuse(name, value, cause.message, cause) : cause
    }
  }
}

/** The policy if a session would take it. */
function resolved(policy: Values, refuse: (cause: StillhereError) => StillhereError): SessionPolicy {
  try {
    resolvePolicy(policy)
    return policy
  } catch (cause) {
    throw cause instanceof StillhereError ? refuse(cause) : cause
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const position = /position (\d+)/.exec(why)?.[1]
    const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position))
    throw unreadable(file, before.split('\n').length, why, cause)
  }
}

function valueAt(read: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), read)
}

function asObject(value: unknown): Values {
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
