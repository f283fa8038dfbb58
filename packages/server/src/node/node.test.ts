import { connect } from 'node:net'
import express from 'express'
import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from '../test-support/waiting.ts'
import { raw, type Serving, serving } from '../test-support/serving.ts'
import { serverWorld } from '../test-support/world.ts'
import { type NodeListener, toNodeListener } from './index.ts'

const open: Serving[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function listening(...parameters: Parameters<typeof serving>): Promise<Serving> {
  const one = await serving(...parameters)
  open.push(one)
  return one
}

const fake = (handle: (request: Request) => Response | Promise<Response>) => ({
  publicUrl: 'https://app.example/session',
  handle: async (request: Request) => handle(request),
})

/** Says back how the request arrived. */
const mirror = fake(async (request) =>
  Response.json({ url: request.url, method: request.method, headers: Object.fromEntries(request.headers), body: await request.text() }),
)

const rest: NodeListener = (_incoming, outgoing) => void outgoing.writeHead(200).end('the rest of the app')

const parsers = (extended: boolean) => [express.json(), express.urlencoded({ extended }), express.text(), express.raw()]

const setUps: readonly (readonly [name: string, (server: Parameters<typeof toNodeListener>[0]) => Parameters<typeof serving>[0]])[] = [
  ['node:http', (server) => toNodeListener(server, rest)],
  ['Express', (server) => express().use(toNodeListener(server), rest)],
  ['Express with a mounting path', (server) => express().use('/session', toNodeListener(server)).use(rest)],
  ['Express behind body parsers', (server) => express().use(...parsers(false), toNodeListener(server), rest)],
  ['Express behind body parsers that nest what forms hold', (server) => express().use(...parsers(true), toNodeListener(server), rest)],
]

describe.each(setUps)('under %s', (_name, listenerFor) => {
  test('the session server gets path, query, method, headers and body as the browser sent them', async () => {
    const { url } = await listening(listenerFor(mirror))
    const body = JSON.stringify({ text: 'Zoë' })
    const answer = await fetch(`${url}/session/refresh?a=b%20c`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stillhere-request': '1' },
      body,
    })
    expect(await answer.json()).toMatchObject({
      url: 'https://app.example/session/refresh?a=b%20c',
      method: 'POST',
      headers: { 'stillhere-request': '1' },
      body,
    })
  })

  test('no header about where the request came from changes its origin', async () => {
    const { port } = await listening(listenerFor(mirror))
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-forwarded-prefix': '/evil',
      forwarded: 'host=evil.example;proto=http',
    }
    const { text } = await raw(port, { path: '/session/peek', headers })
    expect(JSON.parse(text)).toMatchObject({ url: 'https://app.example/session/peek' })
  })

  test('everything else goes to the rest of the app', async () => {
    const { url } = await listening(listenerFor(mirror))
    for (const path of ['/', '/sessions/peek', '/session', '/api/session/peek'])
      expect(await (await fetch(url + path)).text()).toBe('the rest of the app')
  })

  test('several cookies stay several, and a redirect is one', async () => {
    const cookies = ['a=1; Path=/; Expires=Thu, 01 Jan 2099 00:00:00 GMT', 'b=2; Path=/']
    const headers = new Headers(cookies.map((cookie) => ['set-cookie', cookie]))
    headers.set('location', '/next')
    const { url } = await listening(listenerFor(fake(() => new Response(null, { status: 303, headers }))))
    const answer = await fetch(`${url}/session/login`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual([303, '/next', cookies])
  })

  test('an event stream begins before its first event, and each event goes out as it comes', async () => {
    let send: (text: string) => void = () => {}
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (send = (text) => controller.enqueue(new TextEncoder().encode(text))),
    })
    const { url } = await listening(listenerFor(fake(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } }))))
    const answer = await fetch(`${url}/session/events`)
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (const event of ['data: one\n\n', 'data: two\n\n']) {
      send(event)
      expect((await reader?.read())?.value).toBe(event)
    }
    await reader?.cancel()
  })

  test('a client that goes away aborts the request and ends the stream', async () => {
    let cancelled = false
    let signal: AbortSignal | null = null
    const body = new ReadableStream({ cancel: () => void (cancelled = true) })
    const server = fake((request) => {
      signal = request.signal
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    })
    const { url } = await listening(listenerFor(server))
    const leaving = new AbortController()
    await fetch(`${url}/session/events`, { signal: leaving.signal })
    leaving.abort()
    await eventually(() => cancelled && signal?.aborted === true)
    expect(cancelled).toBe(true)
  })

  test('an answer that was sent whole aborts nothing', async () => {
    let signal: AbortSignal | null = null
    const { url, server } = await listening(
      listenerFor(fake((request) => ((signal = request.signal), Response.json({}, { headers: { connection: 'close' } })))),
    )
    expect(await (await fetch(`${url}/session/peek`)).json()).toEqual({})
    await eventually(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count === 0))))
    expect(signal).toMatchObject({ aborted: false })
  })

  test('a back-channel logout, which is a form, ends the session', async () => {
    const { server, provider, browser } = serverWorld()
    await browser.signIn()
    const { url } = await listening(listenerFor(server))
    const body = new URLSearchParams({ logout_token: await provider.logoutToken({ sub: 'ada' }) })
    expect((await fetch(`${url}/session/backchannel-logout`, { method: 'POST', body })).status).toBe(200)
    expect(await (await browser.send('/peek')).json()).toEqual({ status: 'rejected', reason: 'revoked' })
  })

  test('the whole of the session server works: sign-in, refresh, sign-out', async () => {
    const { server, provider } = serverWorld()
    const { url } = await listening(listenerFor(server))
    const jar = new Map<string, string>()
    const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(url + path, {
        ...init,
        redirect: 'manual',
        headers: { cookie, 'stillhere-request': '1', 'content-type': 'application/json' },
      })
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
        if (value === '') jar.delete(name)
        else jar.set(name, value)
      }
      return answer
    }
    const out = await send('/session/login')
    const back = new URL(provider.signIn(out.headers.get('location') ?? ''))
    expect((await send(back.pathname + back.search)).headers.get('location')).toBe('https://app.example/')
    const refreshed = await send('/session/refresh', { method: 'POST', body: JSON.stringify({ minValiditySeconds: 3600 }) })
    expect([refreshed.status, await refreshed.json()]).toMatchObject([200, { status: 'live' }])
    await send('/session/logout', { method: 'POST', body: JSON.stringify({ reason: 'signed-out', returnTo: null }) })
    expect(await (await send('/session/peek')).json()).toEqual({ status: 'rejected' })
  })
})

describe('the Node listener', () => {
  test('answers 404 where there is nothing else', async () => {
    const { url } = await listening(toNodeListener(mirror))
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404)
  })

  test('refuses a body that is too large, and asks nobody', async () => {
    let asked = 0
    const { port } = await listening(toNodeListener(fake(() => ((asked += 1), new Response()))))
    const body = 'x'.repeat(65_537)
    const answer = await raw(port, { path: '/session/refresh', method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body })
    expect([answer.status, asked]).toEqual([413, 0])
  })

  test('does not wait for a body that says beforehand that it is too large', async () => {
    const { port } = await listening(toNodeListener(mirror))
    expect(await spoken(port, 'POST /session/refresh HTTP/1.1\r\nhost: x\r\ncontent-length: 65537\r\n\r\n')).toContain(' 413 ')
  })

  test.each(['//evil.example/session/peek', '/session', 'http://evil.example/session/peek', '*'])(
    'takes the target %s for no path of its own',
    async (target) => {
      const { port } = await listening(toNodeListener(mirror, rest))
      const answered = await spoken(port, `OPTIONS ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
      expect(answered).toContain('the rest of the app')
    },
  )

  test('answers 500 for a server that throws, and tells nothing', async () => {
    const { url } = await listening(
      toNodeListener(
        fake(() => {
          throw new Error('sekret')
        }),
      ),
    )
    const answer = await fetch(`${url}/session/peek`)
    expect([answer.status, await answer.text()]).toEqual([500, 'Something went wrong here.'])
  })

  test('breaks the connection off when a stream fails half-way, so that nobody takes the half for the whole', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
      pull: (controller) => controller.error(new Error('broken')),
    })
    const { url } = await listening(toNodeListener(fake(() => new Response(body))))
    await expect(fetch(`${url}/session/peek`).then((answer) => answer.text())).rejects.toThrow(/terminated|fetch failed/)
  })

  test('writes no faster than the client reads', async () => {
    let pulled = 0
    const body = new ReadableStream({
      pull: (controller) => {
        pulled += 1
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const { port } = await listening(toNodeListener(fake(() => new Response(body))))
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /session/peek HTTP/1.1\r\nhost: x\r\n\r\n'))
    socket.pause()
    let before = -1
    // Still when nothing more was pulled in a round of the event loop that gave everything time to go on.
    await eventually(async () => {
      const still = pulled === before && pulled > 0
      before = pulled
      await new Promise((resolve) => setTimeout(resolve, 50))
      return still
    })
    expect(pulled).toBeLessThan(1000)
    socket.destroy()
  })
})

/** What comes back on a connection on which this is said, until it is closed. */
function spoken(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answered = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => void (answered += String(chunk))).on('close', () => resolve(answered))
  })
}
