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
