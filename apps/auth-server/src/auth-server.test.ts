import { describe, expect, test } from 'vitest'
import { headlessBrowser, type HeadlessBrowser } from './headless-browser.ts'
import { startAuthServer } from './index.ts'
import { runningServer } from './test-support/running-server.ts'

const FRESH = { minValiditySeconds: 3600 }
const JSON_TYPE = { 'content-type': 'application/json' }

const { server, at, peek } = await runningServer()

async function signedIn(login = 'ada.lovelace', path = '/session'): Promise<HeadlessBrowser> {
  const browser = headlessBrowser()
  const end = await browser.follow(`${server.appUrl}${path}/login?return_to=/faults`, login)
  expect(end).toEqual({ url: `${server.appUrl}/faults`, forms: 1 })
  server.resetCounts()
  return browser
}

const refresh = (browser: HeadlessBrowser): Promise<Response> => browser.post(at('/session/refresh'), FRESH)

describe('the local provider and the application', () => {
  test('are two sites', () => {
    expect([new URL(server.issuer).hostname, new URL(server.appUrl).hostname]).toEqual(['localhost', '127.0.0.1'])
  })

  test('sign in with one form, refresh with rotation, and sign out at the provider too', async () => {
    const browser = await signedIn()
    expect(await peek(browser)).toMatchObject({
      status: 'live',
      user: { sub: 'ada.lovelace', name: 'Ada Lovelace', email: 'ada.lovelace@example.test' },
      extendable: true,
    })
    for (const path of ['/session/refresh', '/session/extend', '/session/refresh'])
      expect((await browser.post(at(path), FRESH)).status).toBe(200)
    expect(server.counts()).toMatchObject({
      received: { refresh: 2, extend: 1 },
      handler: { refresh: 2, extend: 1 },
      tokenRequests: { refresh_token: 3 },
      reuses: 0,
    })

    const { redirectTo } = await (await browser.post(at('/session/logout'), { reason: 'signed-out', returnTo: '/counts' })).json()
    expect(await browser.follow(redirectTo, '')).toEqual({ url: at('/counts'), forms: 0 })
    expect(await peek(browser)).toEqual({ status: 'rejected' })
    expect(server.counts().revocations).toBe(1)
    expect(await browser.follow(at('/session/login?return_to=/counts'), 'ada')).toMatchObject({ forms: 1 })
  })

  test('sign in without a form while the provider’s own session lives', async () => {
    const browser = await signedIn()
    expect(await (await browser.post(at('/session/logout'), { reason: 'inactive', returnTo: null })).json()).toEqual({ redirectTo: null })
    expect(await browser.follow(at('/session/login?return_to=/counts'), 'ada')).toEqual({ url: at('/counts'), forms: 0 })
    expect((await refresh(browser)).status).toBe(200)
  })

  test('ask for the password again for a fresh authentication, while the provider’s own session lives', async () => {
    const browser = await signedIn()
    expect(await browser.follow(at('/session/login?return_to=/counts&max_age=0'), 'ada.lovelace')).toEqual({ url: at('/counts'), forms: 1 })
    expect(await browser.follow(at('/session/login?return_to=/counts&max_age=300'), 'ada.lovelace')).toEqual({
      url: at('/counts'),
      forms: 0,
    })
    expect((await refresh(browser)).status).toBe(200)
  })

  test('divide lifetimes by the rate of the session', async () => {
    const real = await signedIn()
    const fast = await signedIn('ada', '/x30/session')
    const left = async (browser: HeadlessBrowser, path: string): Promise<number> => {
      const answer = await browser.post(at(`${path}/refresh`), FRESH)
      return (await answer.json()).endsInSeconds['token-expired']
    }
    expect(Math.ceil(await left(real, '/session'))).toBe(300)
    expect(Math.ceil(await left(fast, '/x30/session'))).toBe(10)
    expect([real.cookieNames('127.0.0.1'), fast.cookieNames('127.0.0.1')]).toEqual([
      expect.arrayContaining(['demo']),
      expect.arrayContaining(['demo-x30']),
    ])
  })

  test('lose nothing when ten refreshes arrive at once', async () => {
    const browser = await signedIn()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(browser)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200))
    expect(server.counts()).toMatchObject({ handler: { refresh: 10 }, reuses: 0 })
    expect((await refresh(browser)).status).toBe(200)
  })

  test('answer only to names of this machine', async () => {
    const { status } = await rawRequest(server.appUrl, 'evil.example')
    expect(status).toBe(403)
    expect((await rawRequest(server.issuer, 'evil.example')).status).toBe(403)
  })
})

describe('the protected API', () => {
  test('answers cases and keeps notes for a session, also the scaled one', async () => {
    const browser = await signedIn()
    const listed = await browser.request(at('/api/cases'))
    expect(listed.headers.get('stillhere-ends')).toMatch(/^session="[\w-]+", token-expired=\d+/)
    const { cases } = await listed.json()
    expect(cases).toHaveLength(18)
    expect(cases[0]).toEqual({
      id: 'C-1041',
      title: expect.any(String),
      person: expect.any(String),
      status: 'in progress',
      priority: 'high',
      updatedAt: expect.any(String),
      dueAt: expect.any(String),
      assignee: expect.any(String),
    })
    const put = await browser.request(at('/api/cases/C-1041/note'), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ note: 'Called back.' }),
    })
    expect([put.status, await put.json()]).toEqual([200, { id: 'C-1041', note: 'Called back.' }])
    expect(await (await browser.request(at('/api/cases/C-1041'))).json()).toMatchObject({
      note: 'Called back.',
      summary: expect.any(String),
      history: expect.arrayContaining([{ at: expect.any(String), by: 'Ilse Marquardt', text: expect.any(String) }]),
    })
    const fast = await signedIn('ada', '/x30/session')
    expect((await fast.request(at('/x30/api/cases'))).status).toBe(200)
    expect((await fast.request(at('/api/cases'))).status).toBe(401)
  })

  test('keeps everybody’s notes apart, and gives a user the same key for drafts in every session and nobody else’s', async () => {
    const read = async (browser: HeadlessBrowser, path: string): Promise<unknown> => (await browser.request(at(path))).json()
    const [ada, adaLater, grace] = [await signedIn('ada'), await signedIn('ada', '/x30/session'), await signedIn('grace')]
    await ada.request(at('/api/cases/C-1043/note'), { method: 'PUT', headers: JSON_TYPE, body: JSON.stringify({ note: 'Ada’s.' }) })
    expect(await read(adaLater, '/x30/api/cases/C-1043')).toMatchObject({ note: 'Ada’s.' })
    expect(await read(grace, '/api/cases/C-1043')).toMatchObject({ note: '' })

    const key = await read(ada, '/api/draft-key')
    expect(key).toEqual({ key: expect.stringMatching(/^[\w-]{43}$/) })
    expect(await read(adaLater, '/x30/api/draft-key')).toEqual(key)
    expect(await read(grace, '/api/draft-key')).not.toEqual(key)
  })

  test('shows cases that were touched of late, whenever the server was started', async () => {
    const browser = await signedIn()
    const { cases } = await (await browser.request(at('/api/cases'))).json()
    const ages = cases.map(({ updatedAt }: { readonly updatedAt: string }) => Date.now() - Date.parse(updatedAt))
    expect(ages).toEqual([...ages].sort((a, b) => a - b))
    expect(Math.max(...ages)).toBeLessThan(14 * 86_400_000)
  })

  test('answers 401 without a session, and 404, 405, 415 and 400 where they belong', async () => {
    const browser = await signedIn()
    const stranger = await headlessBrowser().request(at('/api/cases'))
    expect([stranger.status, await stranger.json()]).toEqual([401, { status: 'rejected' }])
    const status = async (path: string, init?: RequestInit): Promise<number> => (await browser.request(at(path), init)).status
    expect(await status('/api/cases/C-1')).toBe(404)
    expect(await status('/api/cases', { method: 'DELETE' })).toBe(405)
    expect(await status('/api/cases/C-1041/note', { method: 'PUT', body: 'x' })).toBe(415)
    expect(await status('/api/cases/C-1041/note', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' })).toBe(400)
    expect(server.counts().apiCalls).toEqual({ answered: 4, unauthorized: 1 })
  })
})

describe('the fault switch', () => {
  test('is refused in production', async () => {
    const before = process.env['NODE_ENV']
    process.env['NODE_ENV'] = 'production'
    try {
      await expect(startAuthServer()).rejects.toThrow(/NODE_ENV is "production"/)
    } finally {
      process.env['NODE_ENV'] = before
    }
  })

  test('drops a request before it arrives', async () => {
    const browser = await signedIn()
    server.setFaults({ dropBefore: 1 })
    await expect(refresh(browser)).rejects.toThrow('fetch failed')
    expect(server.counts()).toMatchObject({
      received: { refresh: 1 },
      handler: { refresh: 0 },
      tokenRequests: { refresh_token: 0 },
      faults: { dropBefore: 1 },
    })
    expect((await refresh(browser)).status).toBe(200)
  })

  test('drops an answer after the work was done, and the session survives it', async () => {
    const browser = await signedIn()
    server.setFaults({ dropAfter: 1 })
    await expect(refresh(browser)).rejects.toThrow('fetch failed')
    expect(server.counts()).toMatchObject({ handler: { refresh: 1 }, tokenRequests: { refresh_token: 1 }, faults: { dropAfter: 1 } })
    expect((await refresh(browser)).status).toBe(200)
    expect(server.counts().reuses).toBe(0)
  })

  test('answers 503 with Retry-After', async () => {
    const browser = await signedIn()
    server.setFaults({ unavailable: { times: 1, retryAfterSeconds: 7 } })
    const answer = await refresh(browser)
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      503,
      '7',
      { status: 'unavailable', retryAfterSeconds: 7 },
    ])
    expect(server.counts().handler.refresh).toBe(0)
    expect((await refresh(browser)).status).toBe(200)
  })

  test('holds requests back', async () => {
    const browser = await signedIn()
    server.setFaults({ slow: { times: 1, seconds: 0.2 } })
    const slow = refresh(browser)
    const order: string[] = []
    await Promise.all([slow.then(() => order.push('slow')), peek(browser).then(() => order.push('peek'))])
    expect(order).toEqual(['peek', 'slow'])
    expect(server.counts().faults.slow).toBe(1)
  })

  test('makes the provider itself say invalid_grant', async () => {
    const browser = await signedIn()
    server.setFaults({ reject: 1 })
    const answer = await refresh(browser)
    expect([answer.status, await answer.json()]).toEqual([401, { status: 'rejected', reason: 'refresh-rejected' }])
    expect(await peek(browser)).toEqual({ status: 'rejected', reason: 'refresh-rejected' })
    expect(server.counts()).toMatchObject({ tokenRequests: { refresh_token: 1 }, reuses: 0 })
    expect(await browser.follow(at('/session/login?return_to=/counts'), 'ada')).toMatchObject({ url: at('/counts') })
    expect((await refresh(browser)).status).toBe(200)
  })

  test('loses the answer of the provider, whose reuse detection then ends the grant', async () => {
    const browser = await signedIn()
    server.setFaults({ providerLost: 1 })
    expect((await refresh(browser)).status).toBe(503)
    expect((await refresh(browser)).status).toBe(401)
    expect(server.counts()).toMatchObject({ tokenRequests: { refresh_token: 2 }, reuses: 1, faults: { providerLost: 1 } })
  })

  test('is pulled, read and cleared over HTTP', async () => {
    const send = async (method: string, body?: unknown): Promise<unknown> =>
      (await fetch(at('/faults'), { method, ...(body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) }) })).json()
    expect(await send('POST', { dropBefore: 'always', slow: { times: 2, seconds: 0.5 }, unavailable: 1 })).toMatchObject({
      faults: { dropBefore: 'always', dropAfter: 0, slow: { times: 2, seconds: 0.5 }, unavailable: { times: 1, retryAfterSeconds: 1 } },
    })
    expect(await send('GET')).toMatchObject({ faults: { dropBefore: 'always' }, struck: { dropBefore: 0 }, counts: { reuses: 0 } })
    expect(await send('DELETE')).toMatchObject({ faults: { dropBefore: 0, slow: { times: 0 } } })
    for (const wrong of [{ dropBefore: -1 }, { nothing: 1 }, { slow: { seconds: 1 } }, { reject: 'often' }, [], null])
      expect(await send('POST', wrong)).toEqual({ error: 'faults-expected' })
    expect(await (await fetch(at('/counts'))).json()).toEqual(server.counts())
  })

  test('is not pulled by a form or a plain text, which another site could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/plain; x=application/json'])
      expect((await fetch(at('/faults'), { method: 'POST', headers: { 'content-type': type }, body: '{"reject":"always"}' })).status).toBe(
        415,
      )
    expect(await (await fetch(at('/faults'))).json()).toMatchObject({ faults: { reject: 0 } })
  })

  test('strikes every refresh when asked to, until it is cleared', async () => {
    const browser = await signedIn()
    server.setFaults({ unavailable: 'always' })
    for (let count = 0; count < 3; count += 1) expect((await refresh(browser)).status).toBe(503)
    server.clearFaults()
    expect((await refresh(browser)).status).toBe(200)
  })
})

/** A request under another Host name, which fetch would not send. */
async function rawRequest(url: string, host: string): Promise<{ readonly status: number | undefined }> {
  const { get } = await import('node:http')
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/', headers: { host } }, (response) => {
      response.resume()
      resolve({ status: response.statusCode })
    }).on('error', reject)
  })
}
