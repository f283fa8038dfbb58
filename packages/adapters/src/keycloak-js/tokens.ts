import type { BackendAnswer, User } from '@stillhere/core'
import { authAge } from '../auth-age.ts'
import { createSteadyClaims } from '../steady-claims.ts'
import type { KeycloakJs } from './sdk.ts'

/** The claims of the ID token. */
export interface KeycloakUser extends User {
  readonly [claim: string]: unknown
}

const NOBODY = { status: 'rejected', reason: 'signed-out' } as const

/** What the tokens say that the SDK holds. */
export interface Tokens {
  answer(): BackendAnswer<KeycloakUser>
  /** Of the access token. */
  secondsLeft(): number
}

/** `renewsBesides`: a new grant can be had without the refresh token. */
export function readTokens(keycloak: KeycloakJs, renewsBesides: boolean): Tokens {
  const steady = createSteadyClaims<KeycloakUser>()
  /** By the provider's clock, as the SDK knows it. */
  const left = (exp: number): number => Math.max(0, exp - Math.floor(Date.now() / 1000) + (keycloak.timeSkew ?? 0))

  return {
    secondsLeft: () => left(keycloak.tokenParsed?.exp ?? 0),
    answer() {
      const { token, tokenParsed, idTokenParsed, refreshToken, refreshTokenParsed, idToken } = keycloak
      const sub = idTokenParsed?.sub ?? tokenParsed?.sub
      if (!token || sub === undefined) return NOBODY
      const renewable = refreshToken ? refreshTokenParsed?.exp : 0
      return {
        status: 'live',
        userId: sub,
        user: steady({ ...idTokenParsed, sub }),
        endsIn: {
          ...(tokenParsed?.exp !== undefined && { 'token-expired': `${left(tokenParsed.exp)}s` }),
          ...(!renewsBesides && renewable !== undefined && { 'refresh-expired': `${left(renewable)}s` }),
        },
        ...authAge(idToken),
      }
    },
  }
}
