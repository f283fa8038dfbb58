import process from 'node:process'
import { parseArgs } from 'node:util'
import { plant } from '../../core/trial/mutants/plant.ts'
import { inOwnProcess } from '../../core/trial/own-process.ts'
import { MUTANTS } from './mutants.ts'

const USAGE = `node packages/policies/trial/main.ts --runs N --seed S
  --runs N      how many policies are drawn and explained (default 500)
  --seed S      the same seed draws the same policies (default 1); 'any' takes one that nobody has chosen
  --path P      replays one of them, as a failing run has printed it
  --mutants     plants known mistakes one after the other; one that nobody sees is a hole in the rules
  --mutant M    plants one of them`

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    path: { type: 'string' },
    mutant: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    here: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = values.seed === 'any' ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)

if (values.help || !Number.isInteger(runs) || !Number.isInteger(seed)) console.log(USAGE)
else if (values.here) process.exitCode = await inThisProcess()
else if (values.mutants) process.exitCode = await tryMutants()
else {
  const { code, text } = await runApart(values.mutant)
  process.stdout.write(text)
  process.exitCode = code ?? 1
}

async function inThisProcess(): Promise<number> {
  if (values.mutant !== undefined) plant(MUTANTS, values.mutant)
  const { tryExplaining } = await import('./run.ts')
  const shrink = values.mutant === undefined
  const {
    failure,
    outcomes,
    runs: needed,
  } = await tryExplaining(runs, seed, { shrink, ...(values.path !== undefined && { path: values.path }) })
  if (failure !== null) {
    console.log(`After ${needed} policies: ${failure.broken}`)
    console.log(JSON.stringify(failure.drawn, null, 2))
    console.log(`Again: node packages/policies/trial/main.ts --seed ${seed} --path ${failure.path}`)
    return 1
  }
  for (const [outcome, count] of Object.entries(outcomes).sort(([, one], [, other]) => other - one))
    console.log(`${String(count).padStart(6)}  ${outcome}`)
  console.log(`${needed} policies, seed ${seed}: every explanation is as the rules have it`)
  return 0
}

async function tryMutants(): Promise<number> {
  let missed = 0
  for (const { name } of MUTANTS) {
    const { code, text } = await runApart(name)
    // A mutant that could not be planted has been seen by nobody.
    const seen = code === 1 && text.startsWith('After ')
    if (!seen) missed += 1
    console.log(`${seen ? 'seen' : 'NOT SEEN'}  ${name}: ${text.split('\n')[0]?.slice(0, 160)}`)
  }
  console.log(`${MUTANTS.length - missed} of ${MUTANTS.length} mutants were seen`)
  return missed === 0 ? 0 : 1
}

function runApart(mutant: string | undefined): ReturnType<typeof inOwnProcess> {
  return inOwnProcess(new URL(import.meta.url), [
    '--here',
    '--runs',
    String(runs),
    '--seed',
    String(seed),
    ...(values.path === undefined ? [] : ['--path', values.path]),
    ...(mutant === undefined ? [] : ['--mutant', mutant]),
  ])
}
