import { type Asked, runApart } from '../run-apart.ts'
import { printFailure } from '../report.ts'
import type { TrialResult } from '../run.ts'
import { MUTANTS } from './all.ts'
import { NOTED_SEED, SEEN_IN } from './seen-in.ts'

/**
 * A mistake that nobody sees is a hole in the oracle. Where the engine itself fails, every mistake would count as seen: it plays
 * the same worlds first, without any.
 *
 * @param asked What a search draws from; the notes are of one seed and are played when it is this one.
 * @param jobs How many are tried at once.
 * @returns Exit code.
 */
export async function tryMutants({ mutant: wanted, ...asked }: Asked, jobs: number): Promise<number> {
  const tried = MUTANTS.filter(({ name }) => wanted === undefined || name === wanted)
  // The notes are of whole runs, in worlds with one grant for all tabs.
  const isNoted = asked.seed === NOTED_SEED && !asked.perTab && asked.path === undefined && asked.only === undefined
  const noted = isNoted ? SEEN_IN : new Map<string, number>()
  const unknown = [...noted.keys()].filter((of) => MUTANTS.every((mutant) => mutant.name !== of))
  if (unknown.length > 0) console.log(`Notes in seen-in.ts that no mutant has: ${unknown.join(', ')}`)

  const only = [...new Set(tried.flatMap((mutant) => noted.get(mutant.name) ?? []))]
  const healthy = only.length === 0 || (await isHealthy({ ...asked, only }))
  /** Worlds beyond the noted ones are played without a mutant when the first search needs them. */
  let everywhere: Promise<boolean> | null = null
  const left = healthy ? [...tried] : []
  let seen = 0
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const run = noted.get(next.name)
      const held = run === undefined ? null : await runApart({ ...asked, only: [run], mutant: next.name, shrink: false })
      if (held !== null && held.failure !== null) {
        seen += 1
        console.log(`seen  ${next.name}: run ${run}, ${shortly(held.failure)}`)
        continue
      }
      everywhere ??= isHealthy(asked)
      if (!(await everywhere)) return
      const { runs, failure } = await runApart({ ...asked, mutant: next.name, shrink: false })
      if (failure !== null) seen += 1
      if (failure === null) console.log(`NOT SEEN  ${next.name}: in ${runs} runs`)
      else console.log(`seen  ${next.name}: run ${runs}, ${shortly(failure)}`)
      if (failure !== null && isNoted) console.log(`      to note in seen-in.ts: ['${next.name}', ${runs}],`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, worker))
  console.log(`${seen} of ${tried.length} mutants were seen`)
  return tried.length > 0 && seen === tried.length && unknown.length === 0 ? 0 : 1
}

async function isHealthy(asked: Asked): Promise<boolean> {
  const unchanged = await runApart(asked)
  if (unchanged.failure === null) return true
  console.log('The engine fails in these worlds without any mutant, so they tell nothing about mutants:')
  printFailure(unchanged, undefined)
  return false
}

function shortly({ broken }: NonNullable<TrialResult['failure']>): string {
  return broken.split('\n')[0]?.slice(0, 110) ?? ''
}
