import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export const ISSUER = 'https://id.example'
export const CLIENT_ID = 'page'

// Made once: an RSA key takes longer than a test.
const { privateKey, publicKey } = await generateKeyPair('RS256')
const stranger = await generateKeyPair('RS256')
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] }

interface Login {
  readonly sub: string
  readonly nonce: string
  readonly challenge: string
  readonly redirectUri: string
  readonly authTime: number
  readonly acr: string | null
  readonly offline: boolean
}

export interface Received {
  readonly path: string
  readonly form: URLSearchParams
  readonly headers: Headers
}

/** An OpenID Provider behind a `fetch`, as strict as a real one: single-use codes, PKCE, rotation, and a grant that ends when a rotated token comes back. */
export interface FakeProvider {
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** Somebody signs in at an authorization URL; answers where the browser is sent. */
  signIn(authorizationUrl: string, sub?: string): string
  /** What the provider answers where nobody can be asked. */
  refuse(authorizationUrl: string, error?: string): string
  readonly received: readonly Received[]
  readonly revoked: readonly string[]
  reuses: number
  /** The clock of the provider, in ms ahead of this machine's. */
  aheadMs: number
  /** Changes the claims of ID tokens from now on. */
  claims: (claims: JWTPayload) => JWTPayload
  /** Whether ID tokens are signed by a key that is not published. */
  strangersKey: boolean
  /** Takes the place of the next answers at a path. */
  instead(path: string, ...answers: (() => Response | Promise<Response>)[]): void
  /** The next refreshes do their work and wait until what this returns is called. */
  hold(): () => void
  discovery: Readonly<Record<string, unknown>>
  /** The provider's answer to a refresh has an ID token. */
  refreshesIdToken: boolean
  expiresIn: number | undefined
  userInfo: Readonly<Record<string, unknown>> | null
}

export function fakeProvider(): FakeProvider {
  const codes = new Map<string, Login>()
  const grants = new Map<string, { readonly login: Login; readonly family: Set<string> }>()
  const spent = new Map<string, Set<string>>()
  const replaced = new Map<string, (() => Response | Promise<Response>)[]>()
  const received: Received[] = []
  const revoked: string[] = []
  let serial = 0
  let mayAnswer = Promise.resolve()

  const provider: FakeProvider = {
    async fetch(url, init = {}) {
      const { pathname, origin } = new URL(url)
      if (origin !== ISSUER) return new Response(null, { status: 404 })
      const form = new URLSearchParams(init.body instanceof URLSearchParams ? init.body : '')
      received.push({ path: pathname, form, headers: new Headers(init.headers) })
      const instead = replaced.get(pathname)?.shift()
      if (instead) return instead()
      switch (pathname) {
        case '/.well-known/openid-configuration':
          return Response.json(provider.discovery)
        case '/jwks':
          return Response.json(jwks)
        case '/token':
          return form.get('grant_type') === 'refresh_token' ? refreshed(form) : exchanged(form)
        case '/revoke':
          revoked.push(form.get('token') ?? '')
          grants.delete(form.get('token') ?? '')
          return new Response()
        case '/me':
          return provider.userInfo === null ? new Response(null, { status: 403 }) : Response.json(provider.userInfo)
        default:
          return new Response(null, { status: 404 })
      }
    },
    signIn(authorizationUrl, sub = 'ada') {
      const asked = new URL(authorizationUrl).searchParams
      const code = `code-${(serial += 1)}`
      codes.set(code, {
        sub,
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
        authTime: Math.floor(now()),
        acr: asked.get('acr_values'),
        offline: asked.get('scope')?.includes('offline_access') === true && asked.get('prompt')?.includes('consent') === true,
      })
      return back(asked, { code })
    },
    refuse: (authorizationUrl, error = 'login_required') => back(new URL(authorizationUrl).searchParams, { error }),
    received,
    revoked,
    reuses: 0,
    aheadMs: 0,
    claims: (claims) => claims,
    strangersKey: false,
    instead: (path, ...answers) => void replaced.set(path, [...(replaced.get(path) ?? []), ...answers]),
    hold() {
      let release = (): void => {}
      mayAnswer = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    discovery: {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/auth`,
      token_endpoint: `${ISSUER}/token`,
      revocation_endpoint: `${ISSUER}/revoke`,
      end_session_endpoint: `${ISSUER}/end`,
      userinfo_endpoint: `${ISSUER}/me`,
      jwks_uri: `${ISSUER}/jwks`,
      authorization_response_iss_parameter_supported: true,
    },
    refreshesIdToken: true,
    expiresIn: 300,
    userInfo: null,
  }
  return provider

  function now(): number {
    return (Date.now() + provider.aheadMs) / 1000
  }

  function back(asked: URLSearchParams, answer: Readonly<Record<string, string>>): string {
    const url = new URL(asked.get('redirect_uri') ?? '')
    for (const [name, value] of Object.entries({ ...answer, state: asked.get('state') ?? '', iss: ISSUER }))
      url.searchParams.set(name, value)
    return url.href
  }

  async function exchanged(form: URLSearchParams): Promise<Response> {
    const code = form.get('code') ?? ''
    const login = codes.get(code)
    codes.delete(code)
    if (!login || login.redirectUri !== form.get('redirect_uri')) return refused('invalid_grant')
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(form.get('code_verifier') ?? ''))
    if (Buffer.from(digest).toString('base64url') !== login.challenge) return refused('invalid_grant')
    return granted(login, new Set(), login.nonce)
  }

  async function refreshed(form: URLSearchParams): Promise<Response> {
    const token = form.get('refresh_token') ?? ''
    const family = spent.get(token)
    if (family) {
      provider.reuses += 1
      for (const one of family) grants.delete(one)
      return refused('invalid_grant')
    }
    const grant = grants.get(token)
    if (!grant) return refused('invalid_grant')
    grants.delete(token)
    spent.set(token, grant.family)
    const answer = await granted(grant.login, grant.family, undefined)
    await mayAnswer
    return answer
  }

  async function granted(login: Login, family: Set<string>, nonce: string | undefined): Promise<Response> {
    const refreshToken = `refresh-${(serial += 1)}`
    family.add(refreshToken)
    if (login.offline) grants.set(refreshToken, { login, family })
    const issuedAt = Math.floor(now())
    const claims = provider.claims({
      iss: ISSUER,
      aud: CLIENT_ID,
      sub: login.sub,
      iat: issuedAt,
      exp: issuedAt + 300,
      auth_time: login.authTime,
      ...(login.acr === null ? {} : { acr: login.acr }),
      ...(nonce === undefined ? {} : { nonce }),
    })
    const idToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(provider.strangersKey ? stranger.privateKey : privateKey)
    return Response.json({
      access_token: `access-${serial}`,
      token_type: 'Bearer',
      ...(provider.expiresIn === undefined ? {} : { expires_in: provider.expiresIn }),
      ...(login.offline ? { refresh_token: refreshToken } : {}),
      ...(nonce !== undefined || provider.refreshesIdToken ? { id_token: idToken } : {}),
    })
  }
}

export function refused(error: string, status = 400, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error }, { status, headers })
}
