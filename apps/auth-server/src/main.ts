import { parseArgs } from 'node:util'
import { startAuthServer } from './start.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'issuer-port': { type: 'string' },
    'public-origin': { type: 'string' },
    static: { type: 'string' },
  },
})

const server = await startAuthServer({
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values['issuer-port'] === undefined ? {} : { issuerPort: Number(values['issuer-port']) }),
  ...(values['public-origin'] === undefined ? {} : { publicOrigin: values['public-origin'] }),
  ...(values.static === undefined ? {} : { staticDir: values.static }),
})

process.stdout.write(
  [
    `Application      ${server.appUrl}`,
    `App server       ${server.serverUrl}  (sessions, API, /faults, /counts)`,
    `OpenID Provider  ${server.issuer}  (any name and any password)`,
    '',
  ].join('\n'),
)

const stop = (): void => void server.close()
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
