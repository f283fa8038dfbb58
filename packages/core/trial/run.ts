import fc from 'fast-check'
import { type Composition, COMPOSITION_NAMES, forEachCase } from './composition.ts'
import { scheduleWith } from './draw.ts'
import { play, type Verdict } from './play.ts'
import { sum } from './report.ts'
import type { Schedule } from './schedule.ts'

export interface TrialResult {
  readonly seed: number
  readonly runs: number
  readonly failure: {
    readonly broken: string
    readonly path: string
    readonly schedule: Schedule
    readonly trace: readonly string[]
  } | null
  /** Worlds that held each of the hard cases. */
  readonly composition: Readonly<Record<keyof Composition, number>>
  readonly unavoidable: Readonly<Record<string, number>>
  /** Tabs that worlds had at their beginning, by how many. */
  readonly tabs: readonly number[]
}

/** Draws so many worlds and schedules and plays them; what breaks is made as short as it can be. */
export async function runTrial(
  runs: number,
  seed: number,
  options: { readonly shrink?: boolean; readonly path?: string; readonly perTab?: boolean } = {},
): Promise<TrialResult> {
  const composition = forEachCase(0)
  const unavoidable: Record<string, number> = {}
  const tabs = Array.from({ length: 11 }, () => 0)
  let failing: { readonly verdict: Verdict; readonly schedule: Schedule } | null = null
  let counting = true

  const property = fc.asyncProperty(scheduleWith(options.perTab === true ? 'per-tab' : 'shared'), async (drawn) => {
    const verdict = await play(drawn)
    if (counting) {
      for (const name of Object.keys(COMPOSITION_NAMES)) if (isName(name) && verdict.composition[name]) composition[name] += 1
      for (const [cause, count] of verdict.unavoidable) unavoidable[cause] = (unavoidable[cause] ?? 0) + count
      tabs[drawn.world.tabs] = (tabs[drawn.world.tabs] ?? 0) + 1
    }
    if (verdict.broken === null) return
    counting = false
    failing = { verdict, schedule: drawn }
    throw new Error(verdict.broken)
  })
  const { path } = options
  const details = await fc.check(property, {
    numRuns: runs,
    seed,
    endOnFailure: options.shrink === false,
    ...(path !== undefined && { path }),
  })
  return { seed, runs: details.numRuns, failure: failureOf(details.counterexamplePath, failing), composition, unavoidable, tabs }
}

/** Plays these worlds of a seed, the first of which is number 1, until one fails. */
export async function playOnly(
  numbers: readonly number[],
  seed: number,
  options: { readonly shrink?: boolean; readonly perTab?: boolean } = {},
): Promise<TrialResult> {
  const results: TrialResult[] = []
  for (const number of numbers) {
    const played = await runTrial(1, seed, { ...options, path: String(number - 1) })
    results.push(played)
    if (played.failure !== null) break
  }
  return sum(results)
}

function failureOf(
  path: string | null,
  failing: { readonly verdict: Verdict; readonly schedule: Schedule } | null,
): TrialResult['failure'] {
  if (failing === null) return null
  const { verdict, schedule: drawn } = failing
  return { broken: verdict.broken ?? '', path: path ?? '', schedule: drawn, trace: verdict.trace }
}

function isName(name: string): name is keyof Composition {
  return name in COMPOSITION_NAMES
}
