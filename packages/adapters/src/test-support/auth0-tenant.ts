import { CLIENT, createFakeProvider, type FakeProvider, ISSUER, type ProviderOptions } from './fake-provider.ts'

export const DOMAIN = new URL(ISSUER).host
export { CLIENT, ISSUER }

const PATHS: Readonly<Record<string, string>> = { '/oauth/token': '/token', '/oauth/revoke': '/revoke' }

/** The strict provider at Auth0's addresses, with ID tokens that name the algorithm that Auth0's SDK insists on. */
export function createAuth0Tenant(options: ProviderOptions = {}, more: () => Readonly<Record<string, unknown>> = () => ({})): FakeProvider {
  const provider = createFakeProvider(options)
  return Object.create(provider, {
    fetch: {
      async value(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
        const request = new Request(input, init)
        const url = new URL(request.url)
        url.pathname = PATHS[url.pathname] ?? url.pathname
        const response = await provider.fetch(url, { method: request.method, headers: request.headers, body: await request.text() })
        const answer = response.ok
          ? await response
              .clone()
              .json()
              .catch(() => null)
          : null
        if (typeof answer?.id_token !== 'string') return response
        return Response.json({ ...answer, id_token: resigned(answer.id_token, more()) })
      },
    },
  })
}

function resigned(idToken: string, more: Readonly<Record<string, unknown>>): string {
  const [, claims = '', signature] = idToken.split('.')
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return [encoded({ alg: 'RS256' }), encoded({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), ...more }), signature].join('.')
}
