import { describe, expect, test } from 'vitest'
import { memoryStore, type SessionStore } from './index.ts'
import { type ServerWorld, serverWorld } from './test-support/world.ts'

const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html,*/*;q=0.8' }
const OUT = { reason: 'signed-out', returnTo: '/goodbye' }

interface Failing extends ServerWorld {
  /** Every operation rejects until called with false. */
  fail(failing: boolean): void
}

function failingWorld(): Failing {
  const good = memoryStore({ now: () => 1_900_000_000_000 })
  let failing = false
  const may = <T>(go: () => Promise<T>): Promise<T> => (failing ? Promise.reject(new Error('store down')) : go())
  const store: SessionStore = {
    ...good,
    get: (key) => may(() => good.get(key)),
    set: (...write) => may(() => good.set(...write)),
    delete: (key) => may(() => good.delete(key)),
  }
  return { ...serverWorld({ store }), fail: (now) => void (failing = now) }
}

/** What somebody sees in the browser, and where the one link leads. */
async function seen(answer: Response): Promise<Record<string, unknown>> {
  const html = await answer.text()
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    title: /<h1>(.*)<\/h1>/.exec(html)?.[1],
    way: /<a href="(.*?)">/.exec(html)?.[1]?.replaceAll('&amp;', '&'),
  }
}

const html = 'text/html; charset=utf-8'

describe('a navigation while the store is away', () => {
  test('to the login shows a page that leads to the same sign-in once more', async () => {
    const { browser, fail } = failingWorld()
    fail(true)
    const answer = await browser.send('/login?return_to=/cases%3Fa%3D1&max_age=300', { headers: NAVIGATION })
    expect([answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual(['2', 'no-store'])
    expect(await seen(answer)).toEqual({
      status: 503,
      type: html,
      title: 'Sign-in not possible just now',
      way: 'https://app.example/session/login?return_to=/cases%3Fa%3D1&max_age=300',
    })
  })

  test('back from the provider shows a page with a way on', async () => {
    const { browser, provider, fail } = failingWorld()
    const back = provider.signIn((await browser.send('/login')).headers.get('location') ?? '')
    fail(true)
    expect(await seen(await browser.send(back, { headers: NAVIGATION }))).toMatchObject({
      status: 503,
      type: html,
      way: 'https://app.example/session/login',
    })
  })

  test('out to the provider’s sign-out shows a page, and the same navigation works when the store is back', async () => {
    const { browser, fail, problems } = failingWorld()
    await browser.signIn()
    await browser.post('/logout', OUT)
    fail(true)
    expect(await seen(await browser.send('/leave', { headers: NAVIGATION }))).toEqual({
      status: 503,
      type: html,
      title: 'Sign-out not finished',
      way: 'https://app.example/session/leave',
    })
    expect(problems).toEqual([expect.stringMatching(/^backend-unavailable: /)])
    fail(false)
    const left = new URL((await browser.send('/leave')).headers.get('location') ?? '')
    expect(left.origin).toBe('https://id.example')
    expect((await browser.send(`/signed-out?state=${left.searchParams.get('state')}`)).headers.get('location')).toBe(
      'https://app.example/goodbye',
    )
  })

  test('back from the provider’s sign-out goes home, because nothing else is left to do', async () => {
    const { browser, fail, problems } = failingWorld()
    await browser.signIn()
    await browser.post('/logout', OUT)
    const state = new URL((await browser.send('/leave')).headers.get('location') ?? '').searchParams.get('state')
    fail(true)
    const answer = await browser.send(`/signed-out?state=${state}`, { headers: NAVIGATION })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://app.example/'])
    expect(browser.cookieHeader()).not.toContain('leaving')
    expect(problems).toEqual([expect.stringMatching(/^backend-unavailable: /)])
  })
})

describe('a sign-in that cannot go on', () => {
  test('leads to the same sign-in once more, return path and all', async () => {
    const { browser, provider } = serverWorld({ limits: { remembered: { maxLifetime: '30d' } } })
    provider.next(() => new Response(null, { status: 503 }))
    const answer = await browser.signIn('ada', '/cases?a=1&b=2', { remember: '1' })
    expect(await seen(answer)).toMatchObject({
      status: 503,
      way: 'https://app.example/session/login?return_to=%2Fcases%3Fa%3D1%26b%3D2&remember=1',
    })
  })

  test('and was a re-authentication leads back to where the session goes on as it was', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    provider.next(() => new Response(null, { status: 503 }))
    expect(await seen(await browser.signIn('ada', '/pay', { max_age: '0' }))).toMatchObject({ status: 503, way: 'https://app.example/pay' })
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
  })

  test('for a mistake in the set-up leads back, because trying again is no use', async () => {
    const { browser, provider } = serverWorld()
    delete provider.metadata['authorization_endpoint']
    expect(await seen(await browser.send('/login?return_to=/cases'))).toMatchObject({
      status: 500,
      type: html,
      way: 'https://app.example/cases',
    })
  })

  test('because it was finished before, leads on who is signed in', async () => {
    const { browser, provider } = serverWorld()
    const back = provider.signIn((await browser.send('/login')).headers.get('location') ?? '')
    await browser.send(back)
    expect(await seen(await browser.send(back, { headers: NAVIGATION }))).toMatchObject({ status: 400, way: 'https://app.example/' })
  })
})

describe('somebody who comes to an address that is not for people', () => {
  test.each([
    ['at no path', '/unknown', 'GET', NAVIGATION, 404],
    ['with a form', '/login', 'POST', NAVIGATION, 405],
    ['by a link of another site', '/peek', 'GET', { ...NAVIGATION, 'sec-fetch-site': 'cross-site' }, 403],
    ['in a browser that does not tell of navigations', '/unknown', 'GET', { accept: 'text/html,application/xhtml+xml' }, 404],
  ])('%s sees a page with a way to the app', async (_how, path, method, headers, status) => {
    const { browser } = serverWorld()
    expect(await seen(await browser.send(path, { method, headers }))).toEqual({
      status,
      type: html,
      title: 'Nothing to see here',
      way: 'https://app.example/',
    })
  })

  test.each([
    ['of scripts', { accept: 'application/json', 'sec-fetch-mode': 'cors' }],
    ['of programs that take anything', { accept: '*/*' }],
  ])('requests %s are answered as JSON', async (_whose, headers) => {
    const { browser } = serverWorld()
    expect(await (await browser.send('/unknown', { headers })).json()).toMatchObject({ status: 'misconfigured' })
  })
})
