// What the session server costs: `peek` of many sessions over many connections, from memory and from Redis, as a ratio to a bare
// `node:http` server in the same run. `node scripts/load.mjs [--sessions 10000] [--connections 200] [--seconds 30]`
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { hasRedis, redisServer } from '../packages/server/src/test-support/redis-server.ts'

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
  },
})
const connections = Number(values.connections)
const duration = Number(values.seconds)

const redis = hasRedis() ? await redisServer() : null
const child = fork(path.join(import.meta.dirname, 'lib/load-server.mjs'), [values.sessions, redis?.url ?? ''], {
  execArgv: ['--conditions=@stillhere/source', '--expose-gc', '--no-warnings'],
})
process.once('exit', () => child.kill('SIGKILL'))
console.log(`${values.sessions} people sign in ...`)
const [ready] = await once(child, 'message')
const perSession = (ready.heapWithSessions - ready.heapBefore) / Number(values.sessions)
console.log(
  `one session in memory: ${kib(perSession)} KiB of heap (the sign-in's leftovers included); an answer: ${ready.answerBytes} bytes`,
)

let bareRate = 0
for (const { name, url } of ready.targets) {
  const { rate, p50, p99, failed } = await measure(url)
  if (name === 'bare') bareRate = rate
  child.send('memory')
  const [{ heap, rss }] = await once(child, 'message')
  console.log(
    `${name.padEnd(6)} ${String(Math.round(rate)).padStart(6)} requests/s, ${(rate / bareRate).toFixed(2)} of bare, ` +
      `median ${p50} ms, p99 ${p99} ms, failed ${failed}; heap after it ${mib(heap)} MiB, process ${mib(rss)} MiB`,
  )
}
child.kill('SIGKILL')
await redis?.close()

/** Each connection asks for sessions of its own in turn, so that all of them are asked for. @param {string} url */
async function measure(url) {
  let next = 0
  const share = Math.max(1, Math.ceil(ready.cookies.length / connections))
  const result = await autocannon({
    url: `${url}/session/peek`,
    connections,
    duration,
    setupClient: (client) => {
      const mine = ready.cookies.slice(next * share, (next + 1) * share)
      next += 1
      client.setRequests(mine.map((/** @type {string} */ cookie) => ({ method: 'GET', path: '/session/peek', headers: { cookie } })))
    },
    verifyBody: (body) => String(body).includes('"status":"live"'),
  })
  const failed = result.errors + result.non2xx + (result.mismatches ?? 0)
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, failed }
}

/** @param {number} bytes */
function kib(bytes) {
  return (bytes / 1024).toFixed(1)
}

/** @param {number} bytes */
function mib(bytes) {
  return Math.round(bytes / 1_048_576)
}
