import { StillhereError } from '@stillhere/core'
import { type LogoutToken, REPLAY_WINDOW_MS } from './logout-token.ts'
import type { Configuration } from './options.ts'
import type { Provider } from './provider.ts'
import { empty, oauthError } from './responses.ts'
import { sha256 } from './secrets.ts'
import { type FoundSession, providerSessionOf, type Sessions, userIdOf } from './sessions.ts'
import type { SessionJudge } from './session-judge.ts'

/**
 * The provider ends sessions from its side (OpenID Connect Back-Channel Logout 1.0). Nobody's browser sends this, so there is no cookie and
 * no header to look at: the signed token is all there is, and it is good for one time.
 */
export function backChannelLogout(
  config: Configuration,
  provider: Provider,
  sessions: Sessions,
  judge: SessionJudge,
): (request: Request, body: string) => Promise<Response> {
  return async (_request, body) => {
    const tokens = new URLSearchParams(body).getAll('logout_token')
    const [only] = tokens
    if (only === undefined || tokens.length !== 1) return oauthError('invalid_request', 'one logout_token is expected')
    const read = await provider.logoutToken(only)
    if (read.status === 'untrusted') {
      tell(read.message)
      return oauthError('invalid_request', 'the logout token does not pass the checks')
    }
    if (read.status !== 'valid') return oauthError('temporarily_unavailable', 'the keys of the provider could not be fetched')
    const seen = `${config.name}:logout-token:${await sha256(read.jti)}`
    // Not to be forgotten early: a token that comes back would end what has been signed in since.
    if (!(await config.store.set(seen, '', { ttlMs: REPLAY_WINDOW_MS, revision: null }))) {
      tell('it was used before (jti)')
      return oauthError('invalid_request', 'the logout token was used before')
    }
    try {
      await endAll(await meant(read))
    } catch (cause) {
      // The provider may send it again, and then it has to pass.
      await config.store.delete(seen).catch(() => false)
      config.report(new StillhereError('backend-unavailable', 'The session store failed during a back-channel logout.', { cause }))
      return oauthError('temporarily_unavailable', 'the sessions could not be ended')
    }
    return empty(200)
  }

  async function meant({ sid, sub }: LogoutToken): Promise<readonly FoundSession[]> {
    const { href } = config.issuer
    const userId = sub === null ? null : await userIdOf(href, { sub })
    const found =
      sid !== null ? await sessions.withTag('sid', await providerSessionOf(href, sid)) : await sessions.withTag('sub', userId ?? '')
    return found.filter(({ record }) => userId === null || record.userId === userId)
  }

  /** The provider waits for the sessions, and not for itself to revoke their tokens. */
  async function endAll(found: readonly FoundSession[]): Promise<void> {
    const ended = await Promise.all(found.map((session) => sessions.end(session, { reason: 'revoked' })))
    judge.revokeSoon(ended)
  }

  function tell(what: string): void {
    config.report(new StillhereError('backend-answer-invalid', `A back-channel logout was refused, and nobody was signed out: ${what}.`))
  }
}
