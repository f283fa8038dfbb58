import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ROOT } from '../harness/places.ts'
import type { EngineName } from './engine.ts'

/** Where each engine's observations are left, as `<engine>.json` or `<engine> <mode>.json`. */
export const OBSERVATIONS: string = path.join(ROOT, 'node_modules/.cache/engines')

export type Observe = (what: string, value: string) => void

export interface Observations {
  readonly observe: Observe
  write(): Promise<void>
}

/** What an engine does where more than one way is right. */
export function createObservations(engine: EngineName, mode: string): Observations {
  const seen: Record<string, string> = {}
  return {
    observe: (what, value) => void (seen[what] = value),
    write: async () => {
      await mkdir(OBSERVATIONS, { recursive: true })
      await writeFile(path.join(OBSERVATIONS, `${[engine, mode].filter(Boolean).join(' ')}.json`), `${JSON.stringify(seen, null, 2)}\n`)
    },
  }
}
