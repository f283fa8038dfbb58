import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { held } from './held.ts'
import type { ProviderFetch } from '../index.ts'

export const ISSUER = 'https://id.example'
export const CLIENT_ID = 'app'

/** Planted in every token: nothing of it may be seen outside provider, store and `accessToken`. */
export const MARKER = 'sekret'

// Made once: an RSA key takes longer than a test.
const { privateKey, publicKey } = await generateKeyPair('RS256')
const stranger = await generateKeyPair('RS256')
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] }

interface Grant {
  readonly sub: string
  readonly nonce: string
  readonly challenge: string
  readonly authTime: number
  readonly sid: string | undefined
  refreshToken: string | null
}

/** An OpenID Provider behind a `fetch`: signs with a real key, rotates, and ends a grant whose rotated token comes back. */
export interface FakeProvider {
  readonly fetch: ProviderFetch
  /** Somebody signs in at an authorization URL; answers where the provider sends the browser. */
  signIn(authorizationUrl: string, sub?: string): string
  /** Grant types asked for at the token endpoint. */
  readonly tokenRequests: readonly string[]
  readonly revoked: readonly string[]
  readonly reuses: () => number
  /** The answer of the next token request waits until what this returns is called; its work is done at once. */
  hold(): () => void
  /** Replaces the next token answer: after the provider has done its work when `lost`, else instead of it. */
  next(answer: (() => Response) | 'lost' | 'down'): void
  /** Everything but the keys fails until called with false. */
  setDown(down: boolean): void
  setKeysDown(down: boolean): void
  /** Answers for the discovery document in its place from now on. */
  discover(answer: () => Response): void
  /** The answers of the revocation endpoint wait until what this returns is called. */
  holdRevocations(): () => void
  /** Changes the claims of ID tokens from now on. */
  claims(change: (claims: JWTPayload) => JWTPayload): void
  /** A logout token as it should be, then changed: a claim that is undefined is left out. */
  logoutToken(claims?: Readonly<Record<string, unknown>>, how?: { readonly typ?: string; readonly strangersKey?: boolean }): Promise<string>
  /** Signs ID tokens with a key that is not published. */
  signWithStrangersKey(): void
  /** The name of the provider's own session from the next sign-in on; undefined: it names none. */
  sid: string | undefined
  expiresIn: number | undefined
  issuesRefreshTokens: boolean
  revocationStatus: number
  /** When whoever signs in next was authenticated, in epoch seconds; undefined: just now. */
  authTime: number | undefined
  readonly metadata: Record<string, unknown>
}

export function fakeProvider(now: () => number): FakeProvider {
  const codes = new Map<string, Grant>()
  const byRefreshToken = new Map<string, Grant>()
  const tokenRequests: string[] = []
  const revoked: string[] = []
  const nexts: ((() => Response) | 'lost' | 'down')[] = []
  const state = {
    serial: 0,
    reuses: 0,
    down: false,
    keysDown: false,
    key: privateKey,
    change: (claims: JWTPayload): JWTPayload => claims,
    discovery: (): Response => Response.json(provider.metadata),
    revocationsMayGo: Promise.resolve(),
  }
  const holds: Promise<void>[] = []

  const provider: FakeProvider = {
    fetch: async (url, init) => {
      const { pathname } = new URL(url)
      if (pathname === '/jwks') return state.keysDown ? unreachable() : Response.json(jwks)
      if (state.down) return unreachable()
      if (pathname === '/.well-known/openid-configuration') return state.discovery()
      const form = new URLSearchParams(init.body instanceof URLSearchParams ? init.body : '')
      if (pathname === '/token') return token(form)
      if (pathname === '/revoke') {
        if (provider.revocationStatus === 200) revoked.push(form.get('token') ?? '')
        await state.revocationsMayGo
        return new Response(null, { status: provider.revocationStatus })
      }
      return new Response(null, { status: 404 })
    },
    signIn: (authorizationUrl, sub = 'ada') => {
      const asked = new URL(authorizationUrl).searchParams
      const code = `code-${(state.serial += 1)}`
      codes.set(code, {
        sub,
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        authTime: provider.authTime ?? Math.floor(now() / 1000),
        sid: provider.sid,
        refreshToken: null,
      })
      const back = new URL(asked.get('redirect_uri') ?? '')
      for (const [name, value] of [
        ['code', code],
        ['state', asked.get('state') ?? ''],
        ['iss', ISSUER],
      ] as const)
        back.searchParams.set(name, value)
      return back.href
    },
    tokenRequests,
    revoked,
    reuses: () => state.reuses,
    hold: () => {
      const { promise, release } = held()
      holds.push(promise)
      return release
    },
    holdRevocations: () => {
      const { promise, release } = held()
      state.revocationsMayGo = promise
      return release
    },
    discover: (answer) => void (state.discovery = answer),
    next: (answer) => void nexts.push(answer),
    setDown: (down) => void (state.down = down),
    setKeysDown: (down) => void (state.keysDown = down),
    claims: (change) => void (state.change = change),
    signWithStrangersKey: () => void (state.key = stranger.privateKey),
    logoutToken: (claims = {}, { typ = 'logout+jwt', strangersKey = false } = {}) => {
      const issuedAt = Math.floor(now() / 1000)
      const payload = {
        iss: ISSUER,
        aud: CLIENT_ID,
        iat: issuedAt,
        exp: issuedAt + 120,
        jti: `jti-${(state.serial += 1)}`,
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...claims,
      }
      const header = { alg: 'RS256', kid: 'k1', ...(typ === '' ? {} : { typ }) }
      return new SignJWT(payload).setProtectedHeader(header).sign(strangersKey ? stranger.privateKey : privateKey)
    },
    sid: undefined,
    authTime: undefined,
    expiresIn: 300,
    issuesRefreshTokens: true,
    revocationStatus: 200,
    metadata: {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      revocation_endpoint: `${ISSUER}/revoke`,
      end_session_endpoint: `${ISSUER}/end-session`,
      id_token_signing_alg_values_supported: ['RS256', 'none'],
      authorization_response_iss_parameter_supported: true,
    },
  }
  return provider

  async function token(form: URLSearchParams): Promise<Response> {
    tokenRequests.push(form.get('grant_type') ?? '')
    const held = holds.shift()
    const response = await answered(form, nexts.shift())
    await held
    return response
  }

  async function answered(form: URLSearchParams, next: (() => Response) | 'lost' | 'down' | undefined): Promise<Response> {
    if (next === 'down') return unreachable()
    if (typeof next === 'function') return next()
    const grant = form.get('grant_type') === 'refresh_token' ? rotated(form.get('refresh_token') ?? '') : await exchanged(form)
    if (grant === null) return oauthError('invalid_grant')
    const response = Response.json(await tokens(grant))
    return next === 'lost' ? unreachable() : response
  }

  async function exchanged(form: URLSearchParams): Promise<Grant | null> {
    const grant = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(form.get('code_verifier') ?? ''))
    return grant && Buffer.from(hash).toString('base64url') === grant.challenge ? grant : null
  }

  function rotated(refreshToken: string): Grant | null {
    const grant = byRefreshToken.get(refreshToken)
    if (!grant || revoked.includes(refreshToken)) return null
    if (grant.refreshToken === refreshToken) return grant
    state.reuses += 1
    grant.refreshToken = null
    return null
  }

  async function tokens(grant: Grant): Promise<Record<string, unknown>> {
    const serial = (state.serial += 1)
    const refreshToken = provider.issuesRefreshTokens ? `${MARKER}-refresh-${serial}` : null
    grant.refreshToken = refreshToken
    if (refreshToken !== null) byRefreshToken.set(refreshToken, grant)
    const issuedAt = Math.floor(now() / 1000)
    const claims = state.change({
      iss: ISSUER,
      aud: CLIENT_ID,
      sub: grant.sub,
      name: 'Ada Lovelace',
      email: 7,
      nonce: grant.nonce,
      auth_time: grant.authTime,
      iat: issuedAt,
      exp: issuedAt + 300,
      ...(grant.sid === undefined ? {} : { sid: grant.sid }),
      marker: MARKER,
    })
    return {
      access_token: `${MARKER}-access-${serial}`,
      token_type: 'Bearer',
      ...(provider.expiresIn === undefined ? {} : { expires_in: provider.expiresIn }),
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      id_token: await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(state.key),
    }
  }
}

export function oauthError(error: string, status = 400, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error }, { status, headers: { ...headers } })
}

async function unreachable(): Promise<never> {
  throw new TypeError('fetch failed')
}
