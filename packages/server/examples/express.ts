import { createSessionServer } from '@stillhere/server'
import { sendResponse, toNodeListener, toRequest } from '@stillhere/server/node'
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
  const request = await toRequest(req, res, new URL(sessions.publicUrl).origin)
  const token = await sessions.accessToken(request) // for an API behind this one; renewed first if need be
  const session = await sessions.requireSession(request) // whose request it is, and the times that remain after that
  if (!session.ok) return sendResponse(session.response, res) // 401, 403, 409 or 503, which the page understands
  if (token === null) return void res.sendStatus(401) // none to be had just now: the page refreshes and asks again
  res.set(session.headers).json({ cases: [], of: session.user.sub })
})
app.listen(Number(PORT), '127.0.0.1')
