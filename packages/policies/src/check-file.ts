import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as texts from '#texts'
import { type Duration, StillhereError } from '@stillhere/core'
import { checkPolicy } from './check-policy.ts'
import { cortezaFromEnv } from './corteza-env.ts'
import { unreadable } from './file-lines.ts'
import type { Finding } from './finding.ts'
import { policyFromJson } from './policy-json.ts'
import { privxFromToml } from './privx-toml.ts'

/** What the file may not say. */
export interface FileOptions {
  readonly accessTokenLifetime?: Duration
  readonly sessionInactivityLimitSeconds?: number
}

/** Reads a policy's file by its kind and checks it. Throws StillhereError with file, line and key for one that cannot be read. */
export function checkFile(file: string, options: FileOptions): readonly Finding[] {
  const kind = kindOf(file)
  if (kind === null) throw unreadable(file, 1, texts.kindUnknown())
  const text = readText(file)
  const { accessTokenLifetime, sessionInactivityLimitSeconds: limit } = options
  const told = accessTokenLifetime === undefined ? {} : { accessTokenLifetime }
  if (limit !== undefined && kind !== 'toml') throw new StillhereError('policy-rule-broken', texts.onlyPrivx('--inactivity-limit-seconds'))
  switch (kind) {
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
    default:
      return kind satisfies never
  }
}

function kindOf(file: string): 'toml' | 'env' | 'json' | null {
  const name = path.basename(file).toLowerCase()
  if (name.endsWith('.toml')) return 'toml'
  if (name.endsWith('.json')) return 'json'
  return /^\.env(\.|$)|\.env$/.test(name) ? 'env' : null
}

/** The whole file as text. Editors of some systems begin one with a byte order mark, which is no part of it. */
function readText(file: string): string {
  const bytes = readBytes(file)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
  }
  throw unreadable(file, 1, texts.noUtf8())
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new StillhereError('policy-file-invalid', texts.fileUnopened(file, why), { cause })
  }
}
