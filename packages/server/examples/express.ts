import { createSessionServer } from '@stillhere/server'
import { toNodeListener, toRequest } from '@stillhere/server/node'
import { redisStore } from '@stillhere/server/redis'
import express from 'express'

const { ISSUER = '', CLIENT_ID = '', CLIENT_SECRET = '', PUBLIC_URL = '', REDIS_URL = '', PORT = '3000' } = process.env

const sessions = createSessionServer({
  issuer: ISSUER, // https://id.example
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  publicUrl: PUBLIC_URL, // https://app.example/session
  store: redisStore({ url: REDIS_URL }),
  limits: { maxLifetime: '8h' },
  onProblem: ({ code, message }) => console.error(code, message),
})

const app = express()
app.use(toNodeListener(sessions))
app.get('/api/cases', async (req, res) => {
  const token = await sessions.accessToken(await toRequest(req, res, new URL(sessions.publicUrl).origin))
  if (token === null) return void res.sendStatus(401) // the page refreshes and asks again
  res.json([]) // ask your API, with the token
})
app.listen(Number(PORT), '127.0.0.1')
