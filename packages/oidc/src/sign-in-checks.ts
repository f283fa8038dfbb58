import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'
import { decodeJwt } from 'jose'
import * as oauth from 'oauth4webapi'
import { answerOf, unknownAnswer } from './failure.ts'
import type { Claims } from './grant.ts'

/**
 * The parameters that the browser came back with: of this provider (RFC 9207), for this state, and no error.
 *
 * @throws StillhereError `oidc-answer-unknown`, `oidc-issuer-mismatch`, `oidc-sign-in-refused`
 */
export function checkedAnswer(
  as: oauth.AuthorizationServer,
  client: oauth.Client,
  parameters: URLSearchParams,
  state: string,
): URLSearchParams {
  if (parameters.get('state') !== state) throw unknownAnswer()
  try {
    return oauth.validateAuthResponse(as, client, parameters, state)
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError)
      throw new StillhereError('oidc-sign-in-refused', texts.signInRefused(known(error.error)))
    throw new StillhereError('oidc-issuer-mismatch', texts.issuerMismatch())
  }
}

/**
 * The tokens of an answer to a code, and who signed in, after all checks of OpenID Connect Core 1.0 §3.1.3.7, the signature included.
 * "Now" is the instant at which the ID token says it was issued: it has come straight from the provider, and the clock of this
 * machine may be a day off.
 */
export async function identified(
  as: oauth.AuthorizationServer,
  client: oauth.Client,
  response: Response,
  { nonce, askedAt }: { readonly nonce: string; readonly askedAt: number },
  verify: (processed: Response) => Promise<void>,
): Promise<{ readonly tokens: oauth.TokenEndpointResponse; readonly claims: Claims; readonly authenticatedAt: number | null }> {
  try {
    const dated = { ...client, [oauth.clockSkew]: (await issuedAt(response)) - Math.floor(Date.now() / 1000) }
    const tokens = await oauth.processAuthorizationCodeResponse(as, dated, response, { expectedNonce: nonce, requireIdToken: true })
    await verify(response)
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    if (claims === undefined) throw invalid('id_token')
    const { iat, auth_time: authTime } = claims
    return { tokens, claims, authenticatedAt: authTime === undefined ? null : askedAt - Math.max(0, iat - authTime) * 1000 }
  } catch (error) {
    const isToken =
      error instanceof oauth.OperationProcessingError &&
      !(error.cause instanceof Response) &&
      (error.code === oauth.INVALID_RESPONSE || error.code === oauth.PARSE_ERROR)
    if (!isToken) throw error
    // A claim that does not fit has a name of its own.
    answerOf(error)
    throw invalid(error.code ?? '')
  }
}

async function issuedAt(response: Response): Promise<number> {
  try {
    const { id_token: idToken } = await response.clone().json()
    return decodeJwt(String(idToken)).iat ?? Math.floor(Date.now() / 1000)
  } catch {
    return Math.floor(Date.now() / 1000)
  }
}

function invalid(kind: string): StillhereError {
  return new StillhereError('oidc-token-invalid', texts.tokenInvalid(kind))
}

/** It came through the browser: nothing but what the specifications know is repeated. */
function known(error: string): string {
  return /^[a-z]{2,20}(_[a-z]{2,20}){1,4}$/.test(error) ? error : 'an unknown code'
}
