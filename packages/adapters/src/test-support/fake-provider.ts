import { createHash } from 'node:crypto'

export const ISSUER = 'https://id.example.test'
export const CLIENT = 'cases'
/** Stands in every token, so that a leaked one can be found. */
export const TOKEN_MARKER = 'stillhere-secret-marker'

export interface ProviderOptions {
  /** Of access tokens. Default 300. */
  readonly accessTokenSeconds?: number
  /** Longest gap between two refreshes of a grant. Default half an hour. */
  readonly refreshWindowSeconds?: number
  /** How long a request is under way. Default 200. */
  readonly latencyMs?: number
}

export interface TokenAnswer {
  readonly access_token: string
  readonly refresh_token: string
  readonly id_token: string
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly scope: string
}

/**
 * An OpenID Provider of the strict kind behind `fetch`: public clients with PKCE, single-use refresh tokens without leeway, reuse
 * detection that ends the grant, revocation. Its clock is `Date`.
 */
export interface FakeProvider {
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>
  /** Somebody has signed in: the tokens of a grant of their own. */
  grant(nonce?: string): TokenAnswer
  /** What the browser is sent back with from the authorization endpoint: the user has filled in the form, or `prompt=none` had a session. */
  authorize(url: string): string
  /** The next `times` token requests meet this. */
  fail(fault: 'network' | number, times: number): void
  setLatency(ms: number): void
  /** Every grant and the sign-on session are over. */
  endAll(): void
  /** Requests under way at the token endpoint. */
  readonly underWay: number
  readonly refreshes: number
  readonly reuses: number
  readonly revocations: number
  /** Grants that a refresh token still stands for. */
  readonly liveGrants: number
  /** Bodies and addresses of all requests. */
  readonly asked: readonly string[]
}

interface Grant {
  refreshToken: string
  spent: Set<string>
  renewedAt: number
  authTime: number
  over: boolean
}

interface Code {
  readonly challenge: string | null
  readonly nonce: string | null
  readonly authTime: number
}

export function createFakeProvider(options: ProviderOptions = {}): FakeProvider {
  const { accessTokenSeconds = 300, refreshWindowSeconds = 1800 } = options
  let { latencyMs = 200 } = options
  const grants: Grant[] = []
  const codes = new Map<string, Code>()
  const accessTokens = new Set<string>()
  const count = { refreshes: 0, reuses: 0, revocations: 0, underWay: 0, tokens: 0 }
  const asked: string[] = []
  let faults: { readonly fault: 'network' | number; left: number }[] = []
  let signedInAt = seconds()

  function token(kind: string, claims: Readonly<Record<string, unknown>> = {}): string {
    count.tokens += 1
    const body = { jti: `${TOKEN_MARKER}-${kind}-${count.tokens}`, iss: ISSUER, aud: CLIENT, sub: 'ada', iat: seconds(), ...claims }
    const [header, payload] = ['{"alg":"none"}', JSON.stringify(body)].map((part) => Buffer.from(part).toString('base64url'))
    return `${header}.${payload}.${TOKEN_MARKER}`
  }

  function issue(grant: Grant, nonce: string | null = null): TokenAnswer {
    const exp = seconds() + accessTokenSeconds
    const about = { auth_time: grant.authTime, sid: 'sid-1' }
    grant.refreshToken = token('refresh', { exp: seconds() + refreshWindowSeconds })
    grant.renewedAt = seconds()
    const accessToken = token('access', { exp, ...about })
    accessTokens.add(accessToken)
    return {
      access_token: accessToken,
      refresh_token: grant.refreshToken,
      id_token: token('id', { exp, ...about, name: 'Ada', ...(nonce !== null && { nonce }) }),
      token_type: 'Bearer',
      expires_in: accessTokenSeconds,
      scope: 'openid',
    }
  }

  function open(authTime: number, nonce: string | null): TokenAnswer {
    const grant: Grant = { refreshToken: '', spent: new Set(), renewedAt: seconds(), authTime, over: false }
    grants.push(grant)
    return issue(grant, nonce)
  }

  function refresh(refreshToken: string): Response {
    count.refreshes += 1
    const grant = grants.find((one) => one.refreshToken === refreshToken || one.spent.has(refreshToken))
    if (grant?.spent.has(refreshToken)) {
      count.reuses += 1
      grant.over = true
    }
    if (grant === undefined || grant.over || seconds() - grant.renewedAt > refreshWindowSeconds) return refused('invalid_grant')
    grant.spent.add(refreshToken)
    return Response.json(issue(grant))
  }

  function exchange(given: URLSearchParams): Response {
    const code = codes.get(given.get('code') ?? '')
    codes.delete(given.get('code') ?? '')
    const proof = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url')
    return code === undefined || code.challenge !== proof ? refused('invalid_grant') : Response.json(open(code.authTime, code.nonce))
  }

  function answer(url: URL, given: URLSearchParams): Response {
    // Keycloak has the same behind a path of its realm.
    switch (url.pathname.split('/').at(-1)) {
      case 'openid-configuration':
        return Response.json(METADATA)
      case 'token':
        if (given.get('client_id') !== CLIENT) return refused('invalid_client', 401)
        return given.get('grant_type') === 'refresh_token' ? refresh(given.get('refresh_token') ?? '') : exchange(given)
      case 'revoke': {
        count.revocations += 1
        const revoked = given.get('token') ?? ''
        const grant = grants.find((one) => one.refreshToken === revoked || one.spent.has(revoked))
        // As providers do whose access tokens are JWTs.
        if (accessTokens.has(revoked)) return refused('unsupported_token_type')
        if (grant !== undefined) grant.over = true
        return new Response('', { headers: { 'content-type': 'text/plain' } })
      }
      default:
        return new Response('Not here', { status: 404 })
    }
  }

  function nextFault(): 'network' | number | null {
    const [first] = faults
    if (first === undefined) return null
    first.left -= 1
    faults = faults.filter(({ left }) => left > 0)
    return first.fault
  }

  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      const url = new URL(request.url)
      const body = await request.text()
      asked.push(`${url.href} ${body}`)
      const isToken = url.pathname.endsWith('/token')
      if (isToken) count.underWay += 1
      try {
        await wait(latencyMs / 2, request.signal)
        const fault = isToken ? nextFault() : null
        if (fault === 'network') throw new TypeError('Failed to fetch')
        const response = fault === null ? answer(url, new URLSearchParams(body)) : new Response('<h1>Busy</h1>', { status: fault })
        await wait(latencyMs / 2, request.signal)
        return response
      } finally {
        if (isToken) count.underWay -= 1
      }
    },
    grant: (nonce) => open(signedInAt, nonce ?? null),
    authorize(url) {
      const given = new URL(url).searchParams
      if (given.get('prompt') === 'login') signedInAt = seconds()
      const code = `code-${codes.size + 1}-${count.tokens}`
      codes.set(code, { challenge: given.get('code_challenge'), nonce: given.get('nonce'), authTime: signedInAt })
      const back = new URLSearchParams({ code, state: given.get('state') ?? '' })
      return `${given.get('redirect_uri')}${given.get('response_mode') === 'fragment' ? '#' : '?'}${back}`
    },
    fail: (fault, times) => void faults.push({ fault, left: times }),
    setLatency(ms) {
      latencyMs = ms
    },
    endAll() {
      for (const grant of grants) grant.over = true
    },
    get underWay() {
      return count.underWay
    },
    get refreshes() {
      return count.refreshes
    },
    get reuses() {
      return count.reuses
    },
    get revocations() {
      return count.revocations
    },
    get liveGrants() {
      return grants.filter(({ over, renewedAt }) => !over && seconds() - renewedAt <= refreshWindowSeconds).length
    },
    asked,
  }
}

export const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  revocation_endpoint: `${ISSUER}/revoke`,
  end_session_endpoint: `${ISSUER}/end`,
  userinfo_endpoint: `${ISSUER}/me`,
  jwks_uri: `${ISSUER}/keys`,
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

function refused(error: string, status = 400): Response {
  return Response.json({ error }, { status })
}
