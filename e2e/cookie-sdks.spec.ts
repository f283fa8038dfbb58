import process from 'node:process'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import NextAuth from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { startCookieServer } from './harness/cookie-server.ts'
import { expect, pageTest } from './harness/page.ts'

const ADA = { name: 'Ada', email: 'ada@example.test', password: 'correct horse' }

const SDKS = { 'next-auth': nextAuthAt, 'better-auth': betterAuthAt }

for (const [sdk, serve] of Object.entries(SDKS)) {
  pageTest(
    `P-22 behind ${sdk} tabs share a session, and a sign-out by the SDK alone in another page ends it in all`,
    async ({ bundles, context }) => {
      const server = await startCookieServer(await bundles('cookie-sdk'), serve)
      const open = async (search = '') => {
        const page = await context.newPage()
        await page.goto(`${server.url}/${sdk}${search}`)
        return page
      }
      const first = await open()
      await expect(first).toHaveTitle('signed-out')
      await first.evaluate(() => window.app.signIn())
      const tabs = [first, await open(), await open()]
      for (const tab of tabs) await expect(tab).toHaveTitle('signed-in')
      expect(await Promise.all(tabs.map((tab) => tab.evaluate(() => window.app.refresh())))).toEqual([true, true, true])

      const alone = await open('?alone')
      await alone.evaluate(() => window.app.signOut())
      for (const tab of tabs) await expect(tab).toHaveTitle('ended')
      await expect(await open()).toHaveTitle('signed-out')
      await server.close()
    },
  )
}

function betterAuthAt(url: string): (request: Request) => Promise<Response> {
  const auth = betterAuth({
    baseURL: url,
    secret: 'a secret for tests that is long enough to be one',
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    emailAndPassword: { enabled: true },
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
  const ready = auth.api.signUpEmail({ body: ADA })
  return async (request) => {
    await ready
    return auth.handler(request)
  }
}

/** Its handler for the pages router, which needs no framework. */
function nextAuthAt(url: string): (request: Request) => Promise<Response> {
  process.env['NEXTAUTH_URL'] = url
  const authorize = async () => ({ id: 'u1', ...ADA })
  const handler = required(NextAuth)({ secret: 'for tests', providers: [required(Credentials)({ credentials: {}, authorize })] })
  return async (request) => {
    const { pathname, searchParams, host } = new URL(request.url)
    const headers = new Headers()
    let [status, body] = [200, '']
    const response = {
      status(code: number) {
        status = code
        return response
      },
      getHeader: () => headers.getSetCookie(),
      setHeader(name: string, value: string | readonly string[]) {
        headers.delete(name)
        for (const one of [value].flat()) headers.append(name, String(one))
        return response
      },
      json: (value: unknown) => response.send(value),
      send(value: unknown) {
        headers.set('content-type', 'application/json')
        body = JSON.stringify(value)
      },
      end: () => undefined,
    }
    await handler(
      {
        query: { ...Object.fromEntries(searchParams), nextauth: pathname.split('/').slice(3) },
        body: Object.fromEntries(new URLSearchParams(await request.text())),
        cookies: cookiesOf(request.headers.get('cookie') ?? ''),
        headers: { host },
        method: request.method,
      },
      response,
    )
    return new Response(body, { status, headers })
  }
}

function cookiesOf(header: string): Record<string, string> {
  const pairs = header.split('; ').map((pair): [string, string] => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
  })
  return Object.fromEntries(pairs)
}

/** What a CommonJS module exports, which Node hands over one level too high. */
function required<T>(module: T): T {
  return Reflect.get(Object(module), 'default') ?? module
}
