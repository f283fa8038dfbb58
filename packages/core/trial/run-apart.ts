import { inOwnProcess } from './own-process.ts'
import type { TrialResult } from './run.ts'

export interface Asked {
  readonly runs: number
  readonly seed: number
  /** Plays these worlds of the seed, by their number, and no other. */
  readonly only?: readonly number[]
  readonly path?: string
  readonly mutant?: string
  readonly perTab: boolean
  readonly shrink: boolean
}

/** Plays worlds in a process of its own. */
export async function runApart({ runs, seed, only, path, mutant, perTab, shrink }: Asked): Promise<TrialResult> {
  const { code, text } = await inOwnProcess(new URL('main.ts', import.meta.url), [
    '--json',
    '--runs',
    String(runs),
    '--seed',
    String(seed),
    ...(shrink ? [] : ['--no-shrink']),
    ...(perTab ? ['--per-tab'] : []),
    ...(only === undefined ? [] : ['--only', only.join(',')]),
    ...(path === undefined ? [] : ['--path', path]),
    ...(mutant === undefined ? [] : ['--mutant', mutant]),
  ])
  const start = text.lastIndexOf('{"seed"')
  if (code !== 0 || start < 0) throw new Error(`The trial's process ended with ${code}. ${text.slice(0, 2000)}`)
  return JSON.parse(text.slice(start)) as TrialResult
}
