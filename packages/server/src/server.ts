import { type BackendAnswer, StillhereError, type User } from '@stillhere/core'
import { liveBackendAnswer } from './answers.ts'
import { backChannelLogout } from './back-channel-logout.ts'
import { type AppRequestOptions, appRequests, type RequiredSession } from './app-requests.ts'
import { crossSiteRefusal } from './cross-site.ts'
import { signIn } from './login.ts'
import { signOut } from './logout.ts'
import { configure, type SessionServerOptions } from './options.ts'
import { presenceNotes } from './presence.ts'
import { openIdProvider } from './provider.ts'
import { singleFlightRefresh } from './refresh.ts'
import { isNavigation, page } from './pages.ts'
import { type BodyText, bodyText } from './request-bodies.ts'
import { problem, rejected, storeFailed } from './responses.ts'
import { sessionEndpoints } from './session-endpoints.ts'
import { sessionEvents } from './session-events.ts'
import { storedSessions } from './sessions.ts'
import { sessionJudge } from './session-judge.ts'

/** A cookie session in front of an OpenID Provider. No method rejects; no token leaves it but to the provider and to {@link SessionServer.accessToken}. */
export interface SessionServer<U = User> {
  /** Origin and base path, without a slash at the end: where browsers find this server. */
  readonly publicUrl: string
  /** Answers every path below `publicUrl`; 404 for any other. */
  handle(request: Request): Promise<Response>
  /** For server rendering: how the session of this `Cookie` header stands. Never extends it. */
  peek(headers: Headers): Promise<BackendAnswer<U>>
  /**
   * For the app's own API: whose request this is, or the answer to give. Counts as presence unless it is marked as background.
   *
   * @example
   * const session = await sessions.requireSession(request)
   * if (!session.ok) return session.response
   * return Response.json(await casesOf(session.user.sub), { headers: session.headers })
   */
  requireSession(request: Request, options?: AppRequestOptions): Promise<RequiredSession>
  /**
   * The access token for the request's session, for calls to APIs on its behalf; null when there is no session, when it is not
   * the one that the request names, or when no good token is to be had: answer 401 then. One that is over is renewed first, once for any
   * number of requests. Counts as presence as `requireSession` does.
   */
  accessToken(request: Request, options?: AppRequestOptions): Promise<string | null>
}

interface Route {
  readonly method: 'GET' | 'POST'
  readonly respond: (request: Request, body: string) => Promise<Response>
  /** Asked for by scripts of the page, by a navigation from wherever, or by the provider itself. */
  readonly from: 'page' | 'navigation' | 'provider'
  /** The answer when the store fails. Default: the wire protocol's. */
  readonly storeFailed?: (request: Request) => Response
}

/**
 * @throws StillhereError `backend-misconfigured` for options that cannot work, `duration-invalid` for a limit that is no duration
 * @example
 * const server = createSessionServer({ issuer: 'https://id.example', clientId: 'app', clientSecret, publicUrl: 'https://app.example/session' })
 * const response = await server.handle(request)
 */
export function createSessionServer(options: SessionServerOptions): SessionServer {
  const config = configure(options)
  const provider = openIdProvider(config)
  const sessions = storedSessions(config)
  const judge = sessionJudge(sessions, provider)
  const refresh = singleFlightRefresh(config, provider, sessions, judge)
  const notePresence = presenceNotes(config, sessions)
  const entering = signIn(config, provider, sessions, judge)
  const leaving = signOut(config, provider, sessions, judge)
  const endpoints = sessionEndpoints(config, sessions, judge, { refresh, notePresence, leaving })

  const routes: Readonly<Record<string, Route>> = {
    '/login': { method: 'GET', respond: entering.login, from: 'navigation', storeFailed: entering.storeFailed },
    '/callback': { method: 'GET', respond: entering.callback, from: 'navigation', storeFailed: entering.storeFailed },
    '/leave': { method: 'GET', respond: leaving.leave, from: 'navigation', storeFailed: leaving.storeFailed },
    '/signed-out': { method: 'GET', respond: leaving.landed, from: 'navigation' },
    '/peek': { method: 'GET', respond: endpoints.peek, from: 'page' },
    '/events': { method: 'GET', respond: sessionEvents(config, sessions, judge), from: 'page' },
    '/refresh': { method: 'POST', respond: endpoints.refresh, from: 'page' },
    '/extend': { method: 'POST', respond: endpoints.extend, from: 'page' },
    '/backchannel-logout': { method: 'POST', respond: backChannelLogout(config, provider, sessions, judge), from: 'provider' },
    '/logout': { method: 'POST', respond: endpoints.logout, from: 'page' },
  }

  return { publicUrl: config.baseUrl, handle, peek, ...appRequests(config, sessions, judge, { refresh, notePresence }) }

  async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const route = pathname.startsWith(`${config.basePath}/`) ? routes[pathname.slice(config.basePath.length)] : undefined
    const refuse = isNavigation(request) ? notForPeople : problem
    if (!route) return refuse(404, 'There is nothing at this path.')
    if (request.method !== route.method) return withAllow(refuse(405, `Use ${route.method}.`), route.method)
    const refusal = route.from === 'page' ? crossSiteRefusal(request, config.origin, route.method === 'POST') : null
    if (refusal !== null) return refuse(403, refusal)
    const body: BodyText = route.method === 'POST' ? await bodyText(request) : { ok: true, text: '' }
    if (!body.ok) return problem(body.status, 'The body is larger than 64 KiB, or has not arrived whole.')
    try {
      return await route.respond(request, body.text)
    } catch (cause) {
      config.report(
        new StillhereError('backend-unavailable', 'The session store failed. Nobody was signed out; the browser will try again.', {
          cause,
        }),
      )
      return route.storeFailed?.(request) ?? storeFailed()
    }
  }

  function notForPeople(status: number): Response {
    return page(status, 'Nothing to see here', 'This address is not for visitors.', {
      href: `${config.origin}/`,
      text: 'Go to the start page',
    })
  }

  async function peek(headers: Headers): Promise<BackendAnswer> {
    try {
      const judgment = await judge.judge({ headers }, null)
      if (judgment.status !== 'live') return rejected(judgment.status === 'over' ? judgment.reason : null)
      const { record } = judgment.found
      return liveBackendAnswer(record, sessions.standingOf(record), config.now())
    } catch (cause) {
      config.report(new StillhereError('backend-unavailable', 'The session store failed.', { cause }))
      return { status: 'unavailable' }
    }
  }
}

function withAllow(response: Response, method: string): Response {
  response.headers.set('allow', method)
  return response
}
