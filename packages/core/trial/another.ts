import { spawn } from 'node:child_process'
import process from 'node:process'
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

/** Plays worlds in a process of its own: a mistake is planted where the engine is loaded, and stays as long as the process. */
export function inAnother({ runs, seed, only, path, mutant, perTab, shrink }: Asked): Promise<TrialResult> {
  const args = [
    '--conditions=@stillhere/source',
    new URL('main.ts', import.meta.url).pathname,
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
  ]
  // Half of what a process takes for one world is taking the types out of the same sources.
  const env = { NODE_COMPILE_CACHE: new URL('../../../node_modules/.cache/compile', import.meta.url).pathname, ...process.env }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk: string) => (text += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const start = text.lastIndexOf('{"seed"')
      if (code === 0 && start >= 0) resolve(JSON.parse(text.slice(start)) as TrialResult)
      else reject(new Error(`The trial's process ended with ${code}. ${text.slice(0, 2000)}`))
    })
  })
}
