import { createSessionServer, type SessionServer } from '@stillhere/server'
import { casesApi } from './api.ts'
import { appListener } from './app.ts'
import { type Counts, createCounter } from './counts.ts'
import { policySessions } from './demo-policies.ts'
import { DEFAULT_SESSIONS, type DemoSession, type ScaledSession, scaled } from './demo-session.ts'
import { createFaultSwitch, type FaultSettings } from './faults.ts'
import { faultyProviderFetch } from './fault-gate.ts'
import { listenOnLoopback } from './listen.ts'
import { isFromThisMachine, pathOf } from './incoming.ts'
import { respondToInteraction } from './login-pages.ts'
import { CLIENT_SCOPE, createProvider } from './provider.ts'
import { type PublicClient, resolvedPublicClient } from './public-client.ts'
import { publicFaults } from './public-faults.ts'
import { staticFiles } from './static-files.ts'

export interface AuthServerOptions {
  /** Port of the app server. Default: a free one. */
  readonly port?: number
  /** Under which name of this machine the app is. Default `127.0.0.1`: another site than the provider's, `localhost`. */
  readonly host?: '127.0.0.1' | 'localhost'
  /** Port of the OpenID Provider. Default: a free one. */
  readonly issuerPort?: number
  /** Origin that browsers use when something stands in front (a development server that proxies). Default: the app server's own. */
  readonly publicOrigin?: string
  /** Default: one at real speed under `/session`, one thirty times as fast under `/x30/session`, and those of the demo's policies. */
  readonly sessions?: readonly DemoSession[]
  /** Pages that are clients themselves. They may send their tokens to `/bearer/api`. Default: none. */
  readonly publicClients?: readonly PublicClient[]
  /** A built application to serve. */
  readonly staticDir?: string
  /** The fault switch. Default true; throws then when NODE_ENV is "production". */
  readonly faults?: boolean
  /** Told in one line what a developer should know. Default: standard error. */
  readonly log?: (line: string) => void
}

export interface AuthServer {
  readonly issuer: string
  /** Where browsers find the application. */
  readonly appUrl: string
  /** Where the app server itself listens: the target for a proxy. */
  readonly serverUrl: string
  counts(): Counts
  resetCounts(): void
  /** Event streams that are open now. */
  openStreams(): number
  /** What is left out stays as it is. */
  setFaults(settings: FaultSettings): void
  clearFaults(): void
  /** The provider is gone; the app server stays. */
  stopProvider(): Promise<void>
  /** Safe to call twice. */
  close(): Promise<void>
}

/**
 * The OpenID Provider on localhost and the application's server on 127.0.0.1: two sites, unless `host` says else, so that cookies are
 * tested honestly.
 *
 * @throws Error when the fault switch is asked for in production, or a port is taken
 */
export async function startAuthServer(options: AuthServerOptions = {}): Promise<AuthServer> {
  const counter = createCounter()
  const faults = (options.faults ?? true) ? createFaultSwitch(process.env['NODE_ENV'], counter.fault) : null
  const sessions = (options.sessions ?? [...DEFAULT_SESSIONS, ...policySessions()]).map(scaled)
  const log = options.log ?? ((line) => void process.stderr.write(`${line}\n`))

  const providerSocket = await listenOnLoopback(options.issuerPort ?? 0)
  const appSocket = await listenOnLoopback(options.port ?? 0).catch(async (error: unknown) => {
    await providerSocket.close()
    throw error
  })
  const issuer = `http://localhost:${providerSocket.port}`
  const serverUrl = `http://${options.host ?? '127.0.0.1'}:${appSocket.port}`
  const appUrl = options.publicOrigin ?? serverUrl

  const publicClients = (options.publicClients ?? []).map((client) => resolvedPublicClient(client, appUrl))
  const provider = await createProvider(issuer, appUrl, serverUrl, sessions, publicClients, counter)
  const remembering = new Set(sessions.filter((session) => session.rememberedSignOnMs !== null).map((session) => session.name))
  const remembers = (clientId: string): boolean => remembering.has(clientId)
  const answer = publicFaults(provider, faults, provider.callback())
  providerSocket.answerWith((incoming, outgoing) => {
    if (!isFromThisMachine(incoming)) return void outgoing.writeHead(403).end()
    if (!pathOf(incoming).startsWith('/interaction/')) return void answer(incoming, outgoing)
    respondToInteraction(provider, incoming, outgoing, remembers).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(400, { 'content-type': 'text/plain' })
      outgoing.end('This sign-in is over. Go back to the application and begin again.')
    })
  })

  const providerFetch = faultyProviderFetch(provider, faults)
  appSocket.answerWith(
    appListener({
      origin: appUrl,
      sessions: sessions.map((session) => ({
        path: session.path,
        apiPath: session.apiPath,
        server: sessionServer(session),
      })),
      api: casesApi(issuer, counter),
      counter,
      faults,
      files: options.staticDir === undefined ? null : staticFiles(options.staticDir, publicClients.length > 0),
      log,
    }),
  )

  return {
    issuer,
    appUrl,
    serverUrl,
    counts: counter.read,
    resetCounts: counter.reset,
    openStreams: counter.openStreams,
    setFaults: (settings) => {
      if (!faults) throw new Error('This server was started without the fault switch. Start it with { faults: true }.')
      faults.set(settings)
    },
    clearFaults: () => faults?.clear(),
    stopProvider: providerSocket.close,
    close: async () => {
      await Promise.all([appSocket.close(), providerSocket.close()])
    },
  }

  function sessionServer(session: ScaledSession): SessionServer {
    return createSessionServer({
      issuer,
      clientId: session.name,
      clientSecret: session.clientSecret,
      publicUrl: appUrl + session.path,
      name: session.name,
      scope: CLIENT_SCOPE,
      limits: {
        refreshTokenLifetime: `${session.refreshTokenMs}ms`,
        ...(session.refreshWindowMs === null ? {} : { refreshWindow: `${session.refreshWindowMs}ms` }),
        ...(session.maxLifetimeMs === null ? {} : { maxLifetime: `${session.maxLifetimeMs}ms` }),
        ...(session.inactivityMs === null ? {} : { inactivity: `${session.inactivityMs}ms` }),
        ...(session.serverIdleMs === null ? {} : { serverIdle: `${session.serverIdleMs}ms` }),
      },
      fetch: providerFetch,
      onProblem: (problem) => log(`${session.name}: ${problem.code}: ${problem.message}`),
    })
  }
}
