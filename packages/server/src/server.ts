import { type BackendAnswer, type EndReason, REQUEST_HEADER, SESSION_HEADER, StillhereError, type User } from '@stillhere/core'
import { liveAnswer, liveBackendAnswer } from './answers.ts'
import { standing } from './lifetimes.ts'
import { signIn } from './login.ts'
import { signOut } from './logout.ts'
import { configure, type SessionServerOptions } from './options.ts'
import { openIdProvider } from './provider.ts'
import { readLogout, readRefresh } from './request-bodies.ts'
import { singleFlightRefresh } from './refresh.ts'
import { answer, page } from './responses.ts'
import { type FoundSession, storedSessions } from './sessions.ts'

/** A cookie session in front of an OpenID Provider. No method rejects; no token leaves it but to the provider and to {@link SessionServer.accessToken}. */
export interface SessionServer<U = User> {
  /** Origin and base path, without a slash at the end: where browsers find this server. */
  readonly publicUrl: string
  /** Answers every path below `publicUrl`; 404 for any other. */
  handle(request: Request): Promise<Response>
  /** For server rendering: how the session of this `Cookie` header stands. Never extends it. */
  peek(headers: Headers): Promise<BackendAnswer<U>>
  /**
   * The access token for the request's session, for calls to APIs on its behalf; null when there is no session, when it is not
   * the one that the request names, or when its token is over. Never refreshes: answer 401, and the page asks for that.
   */
  accessToken(request: Request): Promise<string | null>
}

/** How soon to ask again after the store has failed. */
const STORE_RETRY_SECONDS = 2

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
  const refresh = singleFlightRefresh(config, provider, sessions)
  const entering = signIn(config, provider, sessions)
  const leaving = signOut(config, provider, sessions)

  const live = (found: FoundSession): Response => answer(200, liveAnswer(found.record, config.limits, config.now()))

  const routes: Readonly<Record<string, { readonly method: 'GET' | 'POST'; readonly respond: (request: Request) => Promise<Response> }>> = {
    '/login': { method: 'GET', respond: entering.login },
    '/callback': { method: 'GET', respond: entering.callback },
    '/leave': { method: 'GET', respond: leaving.leave },
    '/signed-out': { method: 'GET', respond: leaving.landed },
    '/peek': { method: 'GET', respond: respondToPeek },
    '/refresh': { method: 'POST', respond: respondToRefresh },
    '/extend': { method: 'POST', respond: respondToRefresh },
    '/logout': { method: 'POST', respond: respondToLogout },
  }

  const again = { href: `${config.baseUrl}/login`, text: 'Try again' }

  return { publicUrl: config.baseUrl, handle, peek, accessToken }

  async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const route = pathname.startsWith(`${config.basePath}/`) ? routes[pathname.slice(config.basePath.length)] : undefined
    if (!route) return problem(404, 'There is nothing at this path.')
    if (request.method !== route.method) return withAllow(problem(405, `Use ${route.method}.`), route.method)
    if (route.method === 'POST' && request.headers.get(REQUEST_HEADER) !== '1')
      return problem(403, `A request that changes the session must carry the header "${REQUEST_HEADER}: 1".`)
    try {
      return await route.respond(request)
    } catch (cause) {
      config.report(
        new StillhereError('backend-unavailable', 'The session store failed. Nobody was signed out; the browser will try again.', {
          cause,
        }),
      )
      const navigation = pathname.endsWith('/login') || pathname.endsWith('/callback')
      return navigation
        ? page(503, 'Sign-in not possible just now', 'Please try again in a moment.', again, STORE_RETRY_SECONDS)
        : answer(503, { status: 'unavailable', retryAfterSeconds: STORE_RETRY_SECONDS })
    }
  }

  async function respondToPeek(request: Request): Promise<Response> {
    const found = await sessions.find(request.headers)
    if (!found) return answer(200, { status: 'rejected' })
    if (isAnother(request, found)) return answer(409, { status: 'rejected', reason: 'replaced' })
    const { over } = standing(found.record, config.limits, config.now())
    return over === null ? live(found) : answer(200, { status: 'rejected', reason: over })
  }

  /** `extend` differs from `refresh` once the server keeps limits of presence; until then both renew. */
  async function respondToRefresh(request: Request): Promise<Response> {
    const body = readRefresh(await request.text())
    if (!body) return problem(400, 'The body must be {"minValiditySeconds": number}.')
    const found = await sessions.find(request.headers)
    if (!found) return answer(401, { status: 'rejected' })
    if (isAnother(request, found)) return answer(409, { status: 'rejected', reason: 'replaced' })
    const outcome = await refresh(found.storeKey, body.minValiditySeconds * 1000)
    switch (outcome.status) {
      case 'live':
        return live({ ...found, record: outcome.record })
      case 'rejected':
        // The cookie stays: it names nothing any more, and by now it may be that of a new sign-in.
        return answer(401, rejected(outcome.reason))
      case 'unavailable':
        return answer(
          503,
          outcome.retryAfterSeconds === null
            ? { status: 'unavailable' }
            : { status: 'unavailable', retryAfterSeconds: outcome.retryAfterSeconds },
        )
      case 'misconfigured':
        return answer(500, outcome)
      default:
        return outcome satisfies never
    }
  }

  async function respondToLogout(request: Request): Promise<Response> {
    const body = readLogout(await request.text(), config.origin)
    if (!body) return problem(400, 'The body must be {"reason": end reason, "returnTo": path of this origin or null}.')
    const found = await sessions.find(request.headers)
    if (found && isAnother(request, found)) return answer(409, { status: 'rejected', reason: 'replaced' })
    return leaving.end(found, body.reason, body.returnTo)
  }

  async function peek(headers: Headers): Promise<BackendAnswer> {
    try {
      const found = await sessions.find(headers)
      if (!found) return { status: 'rejected' }
      const { over } = standing(found.record, config.limits, config.now())
      return over === null ? liveBackendAnswer(found.record, config.limits, config.now()) : rejected(over)
    } catch (cause) {
      config.report(new StillhereError('backend-unavailable', 'The session store failed.', { cause }))
      return { status: 'unavailable' }
    }
  }

  async function accessToken(request: Request): Promise<string | null> {
    try {
      const found = await sessions.find(request.headers)
      if (!found || isAnother(request, found)) return null
      const { accessToken: token, accessTokenExpiresAt } = found.record
      const over = standing(found.record, config.limits, config.now()).over !== null
      return over || (accessTokenExpiresAt !== null && accessTokenExpiresAt <= config.now()) ? null : token
    } catch (cause) {
      config.report(new StillhereError('backend-unavailable', 'The session store failed.', { cause }))
      return null
    }
  }
}

/** The cookie is another session's than the one that the page means: nobody is shown another user's session under the old name. */
function isAnother(request: Request, found: FoundSession): boolean {
  const named = request.headers.get(SESSION_HEADER)
  return named !== null && named !== found.record.sessionKey
}

function rejected(reason: EndReason | null): { readonly status: 'rejected'; readonly reason?: EndReason } {
  return reason === null ? { status: 'rejected' } : { status: 'rejected', reason }
}

function problem(status: number, message: string): Response {
  return answer(status, { status: 'misconfigured', message })
}

function withAllow(response: Response, method: string): Response {
  response.headers.set('allow', method)
  return response
}
