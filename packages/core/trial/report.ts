import { COMPOSITION_NAMES, type Composition } from './composition.ts'
import type { TrialResult } from './run.ts'

const names = Object.entries(COMPOSITION_NAMES)

export function sum(results: readonly TrialResult[]): TrialResult {
  const [first] = results
  if (first === undefined) throw new Error('Nothing was tried.')
  return results.slice(1).reduce(add, first)
}

function add(a: TrialResult, b: TrialResult): TrialResult {
  const unavoidable = { ...a.unavoidable }
  for (const [cause, count] of Object.entries(b.unavoidable)) unavoidable[cause] = (unavoidable[cause] ?? 0) + count
  const composition = { ...a.composition }
  for (const name of Object.keys(composition) as (keyof Composition)[]) composition[name] += b.composition[name]
  return {
    seed: a.seed,
    runs: a.runs + b.runs,
    failure: a.failure ?? b.failure,
    composition,
    unavoidable,
    tabs: a.tabs.map((count, index) => count + (b.tabs[index] ?? 0)),
  }
}

export function shareOfRarest({ runs, composition }: TrialResult): number {
  return Math.min(...Object.values(composition)) / runs
}

export function printResult({ seed, runs, composition, unavoidable, tabs }: TrialResult): void {
  console.log(`${runs} worlds from seed ${seed}`)
  for (const [name, text] of names) {
    const count = composition[name as keyof Composition]
    console.log(`  ${((count / runs) * 100).toFixed(1).padStart(5)} %  ${text}`)
  }
  console.log(`  tabs at the beginning: ${tabs.flatMap((count, many) => (count > 0 ? `${many} × ${count}` : [])).join(', ')}`)
  const ends = Object.entries(unavoidable)
  console.log(
    `  ends that nobody could avoid: ${ends.length === 0 ? 'none' : ends.map(([cause, count]) => `${cause} ${count}`).join(', ')}`,
  )
}

export function printFailure({ seed, runs, failure }: TrialResult, planted: string | undefined): void {
  if (failure === null) return
  console.log(`\nNot kept: ${failure.broken}`)
  console.log(
    `Again: npm run trial -- --runs ${runs} --seed ${seed} --path '${failure.path}'${planted === undefined ? '' : ` --mutant '${planted}'`}`,
  )
  console.log(`Schedule: ${JSON.stringify(failure.schedule)}`)
  console.log(failure.trace.slice(-80).join('\n'))
}
