import * as texts from '#texts'
import { resolvePolicy, type SessionPolicy, StillhereError } from '@stillhere/core'
import { linesThat, refused, unreadable } from './file-lines.ts'

/** A policy as JSON. Throws StillhereError `policy-file-invalid` with file and line, and with key, value and rule where one of them is wrong. */
export function policyFromJson(text: string, file: string): SessionPolicy {
  const read = parseJson(text, file)
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw unreadable(file, 1, texts.noObject())
  // Each key alone first, because an error about one of them is to name its line.
  refuseKeys(Object.entries(read), [])
  return resolved(read, (cause) => unreadable(file, 1, cause.message, cause))

  function refuseKeys(entries: readonly [string, unknown][], outer: readonly string[]): void {
    for (const [key, value] of entries) {
      const isGroup = outer.length === 0 && (key === 'remembered' || key === 'warningLead') && typeof value === 'object' && value !== null
      if (isGroup) refuseKeys(Object.entries(value), [key])
      // It says what another key counts from, and is refused alone.
      else if (key !== 'maxLifetimeFrom') {
        const alone = outer.reduceRight<object>((inner, name) => ({ [name]: inner }), { [key]: value })
        resolved(alone, (cause) => refused(file, lineOf(key), [...outer, key].join('.'), value, cause.message, cause))
      }
    }
  }
  function lineOf(key: string): number {
    return linesThat(text, (line) => line.includes(JSON.stringify(key))).at(0) ?? 1
  }
}

/** The policy if a session would take it. */
function resolved(policy: object, refuse: (cause: StillhereError) => StillhereError): SessionPolicy {
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
