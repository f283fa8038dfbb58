#!/usr/bin/env node
import process from 'node:process'
import { parseArgs } from 'node:util'
import { StillhereError } from '@stillhere/core'
import { checkFile, type FileOptions } from './check-file.ts'
import type { Finding } from './finding.ts'
import { readLimitAt, toDuration } from './read-duration.ts'

const USAGE = `Usage: stillhere-policies check FILE [options]

FILE is PrivX's oauth-shared-config.toml, Corteza's .env, or a policy as JSON.

  --access-token-lifetime DURATION    how long an access token lives, like 5m (needed for PrivX)
  --inactivity-limit-seconds SECONDS  PrivX's Session Inactivity Limit, as it was saved

Exit code 0: nothing but notes was found. 1: errors or warnings were found. 2: the file or the call could not be read.`

process.exitCode = main(process.argv.slice(2))

function main(args: readonly string[]): 0 | 1 | 2 {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'access-token-lifetime': { type: 'string' },
        'inactivity-limit-seconds': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const [command, file, ...more] = positionals
    if (values.help === true) return say(USAGE)
    if (command !== 'check' || file === undefined || more.length > 0) return complain(USAGE)
    return report(file, checkFile(file, optionsOf(values['access-token-lifetime'], values['inactivity-limit-seconds'])))
  } catch (error) {
    if (error instanceof StillhereError) return complain(`${error.message}\n${error.docs}`)
    return complain(error instanceof Error ? error.message : String(error))
  }
}

function optionsOf(life: string | undefined, seconds: string | undefined): FileOptions {
  return {
    ...(life !== undefined && { accessTokenLifetime: toDuration(readLimitAt('--access-token-lifetime', life)) }),
    // What is more or less than digits, like 1e3 or nothing at all, is no number of seconds.
    ...(seconds !== undefined && { sessionInactivityLimitSeconds: /^\d+$/.test(seconds) ? Number(seconds) : Number.NaN }),
  }
}

function report(file: string, findings: readonly Finding[]): 0 | 1 {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length
  for (const { severity, code, explanation, remedy } of findings) say(`${severity}: ${code}\n  ${explanation}\n  ${remedy}\n`)
  say(
    `${file}: ${findings.length === 0 ? 'nothing found' : `errors ${count('error')}, warnings ${count('warning')}, notes ${count('note')}`}`,
  )
  return count('error') + count('warning') > 0 ? 1 : 0
}

function say(text: string): 0 {
  process.stdout.write(`${text}\n`)
  return 0
}

function complain(text: string): 2 {
  process.stderr.write(`${text}\n`)
  return 2
}
