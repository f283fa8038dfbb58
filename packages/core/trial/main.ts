import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { MUTANTS } from './mutants/all.ts'
import { plant } from './mutants/plant.ts'
import { printFailure, printResult, shareOfRarest, sum } from './report.ts'
import type { TrialResult } from './run.ts'

const USAGE = `npm run trial -- --runs N --seed S
  --runs N      how many worlds are drawn (default 1000)
  --seed S      the same seed draws the same worlds (default 1); 'any' takes one that nobody has chosen
  --path P      replays one of them, as a failing run has printed it
  --jobs J      how many processes share the work (default: as many as there are processors)
  --no-shrink   prints a failing schedule as it was drawn
  --per-tab     worlds in which every tab has a grant of its own
  --advisory    prints what is not kept, and does not fail
  --mutant M    plants a mistake in the engine first; --mutants tries all of them, each until it is seen`

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    path: { type: 'string' },
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
const seed = values.seed === 'any' ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
const jobs = Math.max(1, Number(values.jobs))

if (values.help || !Number.isInteger(runs) || !Number.isInteger(seed)) console.log(USAGE)
else if (values.mutants) process.exitCode = await tryMutants()
else if (values.json) process.stdout.write(JSON.stringify(await inThisProcess()))
else {
  const failed = await trial()
  process.exitCode = values.advisory ? 0 : failed
}

async function inThisProcess(): Promise<TrialResult> {
  if (values.mutant !== undefined) {
    const found = MUTANTS.find(({ name }) => name === values.mutant)
    if (found === undefined)
      throw new Error(`There is no mutant '${values.mutant}'. There are: ${MUTANTS.map(({ name }) => name).join(', ')}`)
    plant(found)
  }
  const { runTrial } = await import('./run.ts')
  return runTrial(runs, seed, {
    shrink: !values['no-shrink'],
    perTab: values['per-tab'],
    ...(values.path !== undefined && { path: values.path }),
  })
}

/** Each process draws from a seed of its own; the first is the one that was asked for. */
async function trial(): Promise<number> {
  const many = values.path === undefined ? jobs : 1
  const each = Math.ceil(runs / many)
  const results = await Promise.all(Array.from({ length: many }, (_, index) => inAnother(each, seed + index, values.mutant)))
  const total = sum(results)
  printResult(total)
  const failed = results.find(({ failure }) => failure !== null)
  if (failed !== undefined) printFailure(failed, values.mutant)
  const tooRare = values.path === undefined && runs >= 1000 && failed === undefined && shareOfRarest(total) < 0.05
  if (tooRare) console.log('The worlds do not hold enough of the hard cases: each has to be in 5 % of them at least.')
  return failed !== undefined || tooRare ? 1 : 0
}

/** A mistake that nobody sees is a hole in the oracle. Where the engine itself fails, every mistake would count as seen. */
async function tryMutants(): Promise<number> {
  const unchanged = await inAnother(runs, seed, undefined)
  if (unchanged.failure !== null) {
    console.log('The engine fails in these worlds without any mutant, so they tell nothing about mutants:')
    printFailure(unchanged, undefined)
    return 1
  }
  const tried = MUTANTS.filter(({ name }) => values.mutant === undefined || name === values.mutant)
  const left = [...tried]
  let seen = 0
  let missed = 0
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { runs: needed, failure } = await inAnother(runs, seed, next.name)
      if (failure !== null) {
        seen += 1
        console.log(`seen  ${next.name}: run ${needed}, ${failure.broken.split('\n')[0]?.slice(0, 110)}`)
      } else {
        missed += 1
        console.log(`NOT SEEN  ${next.name}: in ${needed} runs`)
      }
    }
  }
  await Promise.all(Array.from({ length: jobs }, worker))
  console.log(`${seen} of ${tried.length} mutants were seen`)
  return missed === 0 ? 0 : 1
}

function inAnother(count: number, from: number, planted: string | undefined): Promise<TrialResult> {
  const shrink = planted === undefined && !values['no-shrink'] ? [] : ['--no-shrink']
  const path = values.path === undefined ? [] : ['--path', values.path]
  const mutant = planted === undefined ? [] : ['--mutant', planted]
  const file = new URL(import.meta.url).pathname
  const args = [
    '--conditions=@stillhere/source',
    file,
    '--json',
    '--runs',
    String(count),
    '--seed',
    String(from),
    ...shrink,
    ...path,
    ...mutant,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
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
