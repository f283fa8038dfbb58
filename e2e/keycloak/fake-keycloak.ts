import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** What a realm of Keycloak does for a public client, strictly: codes and refresh tokens are for single use, a reuse ends the grant. */
export interface FakeKeycloak {
  /** Where it is, for `new Keycloak({ url, realm: 'app', … })`. */
  readonly url: string
  /** Refresh tokens that were revoked by a client of theirs. */
  readonly revocations: number
  readonly reuses: number
  /** Grants that were given, each by a form or by a frame. */
  readonly grants: number
  /** Every refresh token is refused from now on; the session at Keycloak stands. */
  refuseRefreshTokens(): void
  close(): void
}

/** On a free port. A server and no interception, because browsers let no page from elsewhere frame one of this machine. */
export async function startFakeKeycloak(): Promise<FakeKeycloak> {
  const codes = new Map<string, string>()
  const live = new Set<string>()
  const count = { revocations: 0, reuses: 0, grants: 0, tokens: 0 }
  let signedIn = false

  const json = (response: ServerResponse, status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const page = (response: ServerResponse, script: string) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<script>${script}</script>`)
  const goTo = (response: ServerResponse, url: string) => response.writeHead(302, { location: url }).end()

  function token(claims: object): string {
    count.tokens += 1
    const payload = { ...claims, jti: String(count.tokens) }
    return ['{"alg":"none"}', JSON.stringify(payload), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.')
  }

  function tokens(nonce: string | null): object {
    const iat = Math.floor(Date.now() / 1000)
    const about = { sub: 'ada', sid: 's1', iat, exp: iat + 300, auth_time: iat, ...(nonce !== null && { nonce }) }
    const refreshToken = token({ ...about, exp: iat + 1800 })
    live.add(refreshToken)
    return { access_token: token(about), id_token: token(about), refresh_token: refreshToken, token_type: 'Bearer', expires_in: 300 }
  }

  function authorize(response: ServerResponse, asked: URLSearchParams): ServerResponse {
    const back = new URL(asked.get('redirect_uri') ?? '')
    const state = asked.get('state') ?? ''
    if (asked.get('prompt') === 'none' && !signedIn) {
      back.hash = new URLSearchParams({ error: 'login_required', state }).toString()
      return goTo(response, back.href)
    }
    // Somebody has filled in the form.
    signedIn = true
    const code = `code-${codes.size}`
    codes.set(code, asked.get('nonce') ?? '')
    back.hash = new URLSearchParams({ code, state }).toString()
    return goTo(response, back.href)
  }

  function exchange(response: ServerResponse, asked: URLSearchParams): ServerResponse {
    if (asked.get('grant_type') === 'authorization_code') {
      const nonce = codes.get(asked.get('code') ?? '')
      if (nonce === undefined) return json(response, 400, { error: 'invalid_grant' })
      codes.delete(asked.get('code') ?? '')
      count.grants += 1
      return json(response, 200, tokens(nonce))
    }
    const given = asked.get('refresh_token') ?? ''
    if (!live.delete(given)) {
      count.reuses += 1
      return json(response, 400, { error: 'invalid_grant' })
    }
    return json(response, 200, tokens(null))
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const body = new URLSearchParams(await text(request))
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    switch (url.pathname.replace('/realms/app/protocol/openid-connect', '')) {
      case '/3p-cookies/step1.html':
        return page(response, "parent.postMessage('supported', '*')")
      case '/auth':
        return authorize(response, url.searchParams)
      case '/token':
        return exchange(response, body)
      case '/revoke':
        if (live.delete(body.get('token') ?? '')) count.revocations += 1
        return json(response, 200, {})
      case '/logout':
        signedIn = false
        return goTo(response, url.searchParams.get('post_logout_redirect_uri') ?? '/')
      default:
        return json(response, 404, {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()

  return {
    url: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
    get revocations() {
      return count.revocations
    },
    get reuses() {
      return count.reuses
    },
    get grants() {
      return count.grants
    },
    refuseRefreshTokens: () => live.clear(),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
