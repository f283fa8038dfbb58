import { runTrial } from './run.ts'
const [runs = '200', seed = '1', shrink = 'yes'] = process.argv.slice(2)
const t0 = performance.now()
const result = await runTrial(Number(runs), Number(seed), { shrink: shrink === 'yes' })
console.log(result.runs, 'runs', ((performance.now() - t0) / result.runs).toFixed(1), 'ms each', result.composition, result.unavoidable)
if (result.failure) {
  console.log(result.failure.broken, 'path', result.failure.path)
  console.log(JSON.stringify(result.failure.schedule))
  console.log(result.failure.trace.slice(-45).join('\n'))
}
