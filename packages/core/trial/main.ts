import { availableParallelism } from 'node:os'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { type Asked, runApart } from './run-apart.ts'
import { MUTANTS } from './mutants/all.ts'
import { plant } from './mutants/plant.ts'
import { NOTED_SEED } from './mutants/seen-in.ts'
import { tryMutants } from './mutants/try-mutants.ts'
import { printFailure, printResult, shareOfRarest, sum } from './report.ts'
import type { TrialResult } from './run.ts'

const USAGE = `npm run trial -- --runs N --seed S
  --runs N      how many worlds are drawn (default 1000)
  --seed S      the same seed draws the same worlds (default 1); 'any' takes one that nobody has chosen
  --path P      replays one of them, as a failing run has printed it
  --only N,M    plays only these of them, by their number
  --jobs J      how many processes share the work (default: as many as there are processors)
  --no-shrink   prints a failing schedule as it was drawn
  --per-tab     worlds in which every tab has a grant of its own
  --advisory    prints what is not kept, and does not fail
  --mutant M    plants a mistake in the engine first
  --mutants     tries all of them, each until it is seen: of seed ${NOTED_SEED}, its default, in the world that is noted for it first`

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    only: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    'no-shrink': { type: 'boolean', default: false },
    mutant: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    'per-tab': { type: 'boolean', default: false },
    advisory: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const asOf = values.mutants ? NOTED_SEED : 1
const seed = values.seed === 'any' ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed ?? asOf)
const only = values.only?.split(',').map(Number)
const jobs = Math.max(1, Number(values.jobs))

if (values.help || !Number.isInteger(runs) || !Number.isInteger(seed)) console.log(USAGE)
else if (values.mutants) process.exitCode = await tryMutants(asked(runs, seed), jobs)
else if (values.json) process.stdout.write(JSON.stringify(await inThisProcess()))
else {
  const failed = await trial()
  process.exitCode = values.advisory ? 0 : failed
}

async function inThisProcess(): Promise<TrialResult> {
  if (values.mutant !== undefined) plant(MUTANTS, values.mutant)
  const { playOnly, runTrial } = await import('./run.ts')
  const options = { shrink: !values['no-shrink'], perTab: values['per-tab'] }
  if (only !== undefined) return playOnly(only, seed, options)
  return runTrial(runs, seed, { ...options, ...(values.path !== undefined && { path: values.path }) })
}

function asked(count: number, from: number): Asked {
  const { path, mutant } = values
  return {
    runs: count,
    seed: from,
    perTab: values['per-tab'],
    shrink: !values['no-shrink'] && mutant === undefined,
    ...(path !== undefined && { path }),
    ...(mutant !== undefined && { mutant }),
    ...(only !== undefined && { only }),
  }
}

/** Each process draws from a seed of its own; the first is the one that was asked for. */
async function trial(): Promise<number> {
  const some = values.path !== undefined || only !== undefined
  const many = some ? 1 : jobs
  const each = Math.ceil(runs / many)
  const results = await Promise.all(Array.from({ length: many }, (_, index) => runApart(asked(each, seed + index))))
  const total = sum(results)
  printResult(total)
  const failed = results.find(({ failure }) => failure !== null)
  if (failed !== undefined) printFailure(failed, values.mutant)
  const tooRare = !some && runs >= 1000 && failed === undefined && shareOfRarest(total) < 0.05
  if (tooRare) console.log('The worlds do not hold enough of the hard cases: each has to be in 5 % of them at least.')
  return failed !== undefined || tooRare ? 1 : 0
}
