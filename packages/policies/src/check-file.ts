import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as texts from '#texts'
import { type Duration, resolvePolicy, type SessionPolicy, StillhereError } from '@stillhere/core'
import { checkPolicy } from './check-policy.ts'
import { cortezaFromEnv } from './corteza-env.ts'
import { linesThat, refused, unreadable } from './file-lines.ts'
import type { Finding } from './finding.ts'
import { privxFromToml } from './privx-toml.ts'

/** What the file may not say. */
export interface FileOptions {
  readonly accessTokenLifetime?: Duration
  readonly sessionInactivityLimitSeconds?: number
}

/** Reads a policy's file by its kind and checks it. Throws StillhereError with file, line and key for one that cannot be read. */
export function checkFile(file: string, options: FileOptions): readonly Finding[] {
  // Editors of some systems begin a file with a byte order mark, which is no part of it.
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  const { accessTokenLifetime, sessionInactivityLimitSeconds: limit } = options
  const told = accessTokenLifetime === undefined ? {} : { accessTokenLifetime }
  switch (kindOf(file)) {
    case 'toml': {
      if (accessTokenLifetime === undefined)
        throw new StillhereError('policy-figure-missing', texts.figureMissing('--access-token-lifetime'))
      // A limit on the command line is one that somebody has saved: the check says what is wrong with it.
      const saved = limit === undefined ? {} : { sessionInactivityLimitSeconds: limit, limitSavedEarlier: true }
      return checkPolicy(privxFromToml(text, { file, accessTokenLifetime, ...saved }))
    }
    case 'env':
      return checkPolicy(cortezaFromEnv(text, { file }), told)
    case 'json':
      return checkPolicy(policyFromJson(text, file), told)
    case null:
      throw unreadable(file, 1, texts.kindUnknown())
  }
}

function kindOf(file: string): 'toml' | 'env' | 'json' | null {
  const name = path.basename(file)
  if (name.endsWith('.toml')) return 'toml'
  if (name.endsWith('.json')) return 'json'
  return /^\.env(\.|$)|\.env$/.test(name) ? 'env' : null
}

function policyFromJson(text: string, file: string): SessionPolicy {
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
