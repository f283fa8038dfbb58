import { createServer } from 'node:http'
import { createSessionServer } from '@stillhere/server'
import { toNodeListener } from '@stillhere/server/node'

const { ISSUER = '', CLIENT_ID = '', CLIENT_SECRET = '', PUBLIC_URL = '', PORT = '3000' } = process.env

const sessions = createSessionServer({
  issuer: ISSUER, // https://id.example
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  publicUrl: PUBLIC_URL, // https://app.example/session
  limits: { maxLifetime: '8h' },
  onProblem: ({ code, message }) => console.error(code, message),
})

const listener = toNodeListener(sessions, (_incoming, outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'text/plain' }).end('The rest of your app.')
})
createServer(listener).listen(Number(PORT), '127.0.0.1')
