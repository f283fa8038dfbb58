// A session server in a process of its own: started by `processWorld`, told by messages how far its clock is ahead.
import { createSessionServer } from '../index.ts'
import { toNodeListener } from '../node/index.ts'
import { redisStore } from '../redis/index.ts'
import { serving } from './serving.ts'

const { ISSUER = '', PROVIDER_URL = '', REDIS_URL = '' } = process.env
let aheadMs = 0
process.on('message', (message) => {
  aheadMs = Number(message)
  process.send?.('set')
})

const sessions = createSessionServer({
  issuer: ISSUER,
  clientId: 'app',
  clientSecret: 'client-secret',
  publicUrl: 'https://app.example/session',
  store: redisStore({ url: REDIS_URL }),
  now: () => Date.now() + aheadMs,
  fetch: (url, init) => fetch(url.replace(ISSUER, PROVIDER_URL), init),
})
const { url } = await serving(toNodeListener(sessions))
process.send?.(url)
