// The servers that `scripts/load.mjs` puts under load, in a process of their own: a bare one, and the session server over
// memory and over Redis, holding the same sessions.
import { createSessionServer, memoryStore } from '../../packages/server/src/index.ts'
import { toNodeListener } from '../../packages/server/src/node/index.ts'
import { redisStore } from '../../packages/server/src/redis/index.ts'
import { CLIENT_ID, fakeProvider, ISSUER } from '../../packages/server/src/test-support/fake-provider.ts'
import { serving } from '../../packages/server/src/test-support/serving.ts'
import { testBrowser } from '../../packages/server/src/test-support/world.ts'

const SIGN_INS_AT_ONCE = 50

const [, , count = '0', redisUrl = ''] = process.argv
const publicUrl = 'https://app.example/session'
const provider = fakeProvider(Date.now)
provider.expiresIn = 3600
const memory = memoryStore()
const redis = redisUrl === '' ? null : redisStore({ url: redisUrl })

/** @param {import('../../packages/server/src/store.ts').SessionStore} store */
const sessionServer = (store) =>
  createSessionServer({ issuer: ISSUER, clientId: CLIENT_ID, clientSecret: 'secret', publicUrl, store, fetch: provider.fetch })

const kept = heap()
const cookies = await signIn(Number(count))
const answer = await (
  await sessionServer(memory).handle(new Request(`${publicUrl}/peek`, { headers: { cookie: cookies[0] ?? '' } }))
).text()

const bare = await serving((_incoming, outgoing) => void outgoing.writeHead(200, { 'content-type': 'application/json' }).end(answer))
const targets = [
  { name: 'bare', url: bare.url },
  { name: 'memory', url: (await serving(toNodeListener(sessionServer(memory)))).url },
  ...(redis ? [{ name: 'redis', url: (await serving(toNodeListener(sessionServer(redis)))).url }] : []),
]
process.on('message', () => process.send?.({ heap: heap(), rss: process.memoryUsage().rss }))
process.send?.({ targets, cookies, answerBytes: answer.length, heapBefore: kept, heapWithSessions: heap() })

/** Bytes in use after a collection. */
function heap() {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Real sign-ins, each written to both stores. @param {number} wanted */
async function signIn(wanted) {
  const both = {
    ...memory,
    /** @type {typeof memory.set} */
    set: async (key, value, write) => {
      await redis?.set(key, value, write)
      return memory.set(key, value, write)
    },
  }
  const server = sessionServer(both)
  /** @type {string[]} */
  const found = []
  const one = async () => {
    for (let number = found.push(''); number <= wanted; number = found.push('')) {
      const browser = testBrowser(server, provider, publicUrl)
      await browser.signIn(`user-${number}`)
      found[number - 1] = browser.cookieHeader().replace(/^.*(__Host-stillhere=[^;]+).*$/, '$1')
    }
  }
  await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, one))
  return found.slice(0, wanted)
}
