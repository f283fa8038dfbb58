import { REQUEST_HEADER, SESSION_HEADER } from '@stillhere/core'

/** A browser without a window, for tests: cookies per host, redirects, one form. */
export interface HeadlessBrowser {
  request(url: string, init?: RequestInit): Promise<Response>
  /** Follows redirects and fills in the provider's form (with `more` fields), until an address answers without either. */
  follow(url: string, login: string, more?: Readonly<Record<string, string>>): Promise<{ readonly url: string; readonly forms: number }>
  /** A POST as the cookie client sends it. */
  post(url: string, body: unknown, sessionKey?: string): Promise<Response>
  cookieNames(host: string): readonly string[]
}

export function headlessBrowser(): HeadlessBrowser {
  const jar = new Map<string, Map<string, string>>()

  const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const host = new URL(url).hostname
    const cookies = jar.get(host) ?? new Map<string, string>()
    jar.set(host, cookies)
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/)
      const name = pair.slice(0, pair.indexOf('='))
      const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one))
      if (gone) cookies.delete(name)
      else cookies.set(name, pair.slice(name.length + 1))
    }
    return response
  }

  return {
    request,
    follow: async (start, login, more = {}) => {
      let url = start
      let forms = 0
      for (let step = 0; step < 20; step += 1) {
        const response = await request(url)
        const location = response.headers.get('location')
        const text = await response.text()
        if (location !== null) {
          url = new URL(location, url).href
        } else if (text.includes('name="password"')) {
          forms += 1
          const sent = await request(url, { method: 'POST', body: new URLSearchParams({ login, password: 'x', ...more }) })
          url = new URL(sent.headers.get('location') ?? url, url).href
        } else if (text.includes('op.logoutForm') || text.includes('name="xsrf"')) {
          const action = /action="([^"]+)"/.exec(text)?.[1] ?? url
          const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
          const sent = await request(new URL(action, url).href, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) })
          url = new URL(sent.headers.get('location') ?? url, url).href
        } else {
          return { url, forms }
        }
      }
      throw new Error(`Redirected too often; last at ${new URL(url).pathname}`)
    },
    post: (url, body, sessionKey) =>
      request(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [REQUEST_HEADER]: '1',
          ...(sessionKey === undefined ? {} : { [SESSION_HEADER]: sessionKey }),
        },
        body: JSON.stringify(body),
      }),
    cookieNames: (host) => [...(jar.get(host)?.keys() ?? [])],
  }
}
