import { decodeJwt, errors, type JWTPayload } from 'jose'
import { authenticatedAt } from './id-token.ts'
import { providerFailure } from './provider-failure.ts'
import { isObject, readJson, type SessionRecord } from './record.ts'

type Claims = JWTPayload & { readonly sub: string }

/** What the ID token of a refresh comes to. The tokens beside it are the session's either way, except when it is `untrusted`. */
export type RefreshedIdToken =
  | { readonly status: 'good'; readonly claims: Claims }
  /** Nothing of it is believed, and what was known before stays. */
  | { readonly status: 'left-out'; readonly problem: string | null }
  /** Another user's, or not signed by the provider. */
  | { readonly status: 'untrusted'; readonly message: string }

/**
 * OpenID Connect Core 1.0 §12.2: the ID token of a refresh speaks of the same user and the same authentication. Only another user
 * and a false signature speak against the session; with any other fault, and while the provider's keys cannot be fetched, it is
 * left out, because refusing the whole answer would lose the rotated refresh token. One with another `auth_time` is left out too:
 * the first authentication keeps counting.
 */
export async function refreshedIdToken(
  record: SessionRecord,
  idToken: string,
  verify: () => Promise<Claims>,
  now: number,
): Promise<RefreshedIdToken> {
  try {
    const { sub } = decodeJwt(idToken)
    if (sub !== undefined && sub !== record.user.sub)
      return { status: 'untrusted', message: 'the ID token of a refresh names another user (OpenID Connect Core 1.0 §12.2)' }
    const claims = await verify()
    const at = authenticatedAt(claims)
    const moved = at !== null && record.authenticatedAt !== null && at !== record.authenticatedAt
    return moved ? { status: 'left-out', problem: null } : { status: 'good', claims }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { status: 'untrusted', message: error.message }
    const failure = providerFailure(error, now)
    return { status: 'left-out', problem: failure.status === 'untrusted' ? failure.message : null }
  }
}

/** The answer of the token endpoint in two: what is left without the ID token, to be checked by itself, and the ID token. */
export async function apartFromIdToken(response: Response): Promise<{ readonly rest: Response; readonly idToken: string | null }> {
  const body = response.ok ? readJson(await response.clone().text()) : null
  if (!isObject(body) || typeof body['id_token'] !== 'string') return { rest: response, idToken: null }
  const { id_token: idToken, ...rest } = body
  return { rest: Response.json(rest, { status: response.status }), idToken }
}
