import { StillhereError } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { fakeProvider, ISSUER, refused } from './test-support/fake-provider.ts'
import { CALL, newTab, openPage, ORIGIN, PLAIN, signedInPage } from './test-support/fake-page.ts'

/** The page that somebody comes back to after the provider's form, not yet restored. */
async function cameBack(provider = fakeProvider(), change: (url: URL) => void = () => {}, given: Parameters<typeof openPage>[1] = {}) {
  const before = openPage(provider, given)
  await before.backend.signIn?.(PLAIN)
  const url = new URL(provider.signIn(before.sentTo[0] ?? ''))
  change(url)
  return before.next(url.href)
}

const codeOf = async (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof StillhereError ? error.code : String(error)),
  )

describe('a sign-in by redirect', () => {
  test('asks with code, PKCE S256, state and nonce, comes back, and answers who signed in with what is left of the token', async () => {
    const provider = fakeProvider()
    const before = openPage(provider)
    expect(await before.backend.signIn?.(PLAIN)).toEqual({ status: 'leaving' })
    const asked = new URL(before.sentTo[0] ?? '')
    expect(asked.origin + asked.pathname).toBe(`${ISSUER}/auth`)
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      prompt: 'consent',
      client_id: 'page',
      response_type: 'code',
      redirect_uri: `${ORIGIN}/app`,
      scope: 'openid profile offline_access',
      state: expect.stringMatching(/^stillhere\.redirect\.page\.[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    const page = before.next(provider.signIn(asked.href))
    expect(await page.backend.restore(CALL)).toMatchObject({
      status: 'live',
      userId: 'ada',
      user: { sub: 'ada' },
      endsIn: { 'token-expired': expect.stringMatching(/^(300000|299\d{3})ms$/) },
      authAge: expect.stringMatching(/^\d{1,4}ms$/),
    })
    expect(page.address).toBe(`${ORIGIN}/cases?open=1`)
    expect(await page.backend.accessToken()).toMatch(/^access-/)
  })

  test('takes the answer off the address as soon as the session is started, before anybody could read it there', async () => {
    const page = await cameBack()
    expect(page.address).toContain('code=')
    page.backend.subscribe?.(() => {})
    expect(page.address).toBe(`${ORIGIN}/cases?open=1`)
    expect(await page.backend.restore(CALL)).toMatchObject({ status: 'live' })
  })

  test('uses the code once however often it is restored, as in React’s StrictMode', async () => {
    const provider = fakeProvider()
    const page = await cameBack(provider)
    page.backend.subscribe?.(() => {})()
    page.backend.subscribe?.(() => {})
    const answers = await Promise.all([page.backend.restore(CALL), page.backend.restore(CALL)])
    expect([...answers, await page.backend.restore(CALL)].map(({ status }) => status)).toEqual(['live', 'live', 'live'])
    expect(provider.received.filter(({ path }) => path === '/token')).toHaveLength(1)
  })

  test('goes on inside the app where the app says so, once somebody is signed in', async () => {
    const paths: string[] = []
    const page = await cameBack(fakeProvider(), () => {}, { onReturn: (path) => paths.push(path) })
    page.backend.subscribe?.(() => {})
    expect([page.address, paths]).toEqual([`${ORIGIN}/app`, []])
    await page.backend.restore(CALL)
    expect(paths).toEqual(['/cases?open=1'])
  })

  test.each([
    ['of another client of this origin', 'stillhere.redirect.other.x'],
    ['of another library', 'abc'],
  ])('leaves an answer %s where it is', async (_whose, state) => {
    const page = openPage(fakeProvider(), {}, { url: `${ORIGIN}/app?code=mine&state=${state}` })
    page.backend.subscribe?.(() => {})
    expect(await page.backend.restore(CALL)).toEqual({ status: 'rejected' })
    expect(page.address).toBe(`${ORIGIN}/app?code=mine&state=${state}`)
  })

  test('takes its answer wherever the server has sent the browser on to', async () => {
    const page = await cameBack(fakeProvider(), (url) => void (url.pathname = '/app/'))
    expect(await page.backend.restore(CALL)).toMatchObject({ status: 'live' })
  })

  test.each(['popup', 'frame', 'out'])('is not held up by an address that says it was a %s, and was none', async (way) => {
    const page = openPage(fakeProvider(), {}, { url: `${ORIGIN}/app?code=c&state=stillhere.${way}.page.x&iss=i&keep=1` })
    expect(await codeOf(page.backend.restore(CALL))).toBe(way === 'out' ? null : 'oidc-answer-unknown')
    expect([await page.backend.restore(CALL), page.address]).toEqual([{ status: 'rejected' }, `${ORIGIN}/app?keep=1`])
  })

  test('keeps query and fragment of the page that it does not know', async () => {
    const page = openPage(fakeProvider(), {}, { url: `${ORIGIN}/app?code=mine&state=theirs&x=1#part` })
    page.backend.subscribe?.(() => {})
    expect(page.address).toBe(`${ORIGIN}/app?code=mine&state=theirs&x=1#part`)
  })

  test('goes on where the code was not spent: a provider that is away is asked again', async () => {
    const provider = fakeProvider()
    const page = await cameBack(provider)
    provider.instead('/token', () => Promise.reject(new TypeError('Failed to fetch')))
    provider.instead('/token', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await page.backend.restore(CALL)).toEqual({ status: 'unavailable' })
    expect(await page.backend.restore(CALL)).toMatchObject({ status: 'live' })
  })

  test('does not spend the code before it has the keys to check what it brings', async () => {
    const provider = fakeProvider()
    const page = await cameBack(provider)
    provider.instead('/jwks', () => new Response(null, { status: 503, headers: { 'retry-after': '3' } }))
    expect(await page.backend.restore(CALL)).toEqual({ status: 'unavailable', retryAfter: '3000ms' })
    expect(provider.received.filter(({ path }) => path === '/token')).toHaveLength(0)
    expect(await page.backend.restore(CALL)).toMatchObject({ status: 'live' })
  })

  test('of two tabs at once each gets its own', async () => {
    const provider = fakeProvider()
    const tabs = [newTab(), newTab()]
    const pages = tabs.map((tab) => openPage(provider, {}, { tab }))
    for (const { backend } of pages) await backend.signIn?.(PLAIN)
    const urls = pages.map(({ sentTo }, index) => provider.signIn(sentTo[0] ?? '', `user-${index}`))
    const answers = await Promise.all(pages.map((page, index) => page.next(urls[index]).backend.restore(CALL)))
    expect(answers).toMatchObject([{ userId: 'user-0' }, { userId: 'user-1' }])
  })

  test('in another tab than the one that asked is refused by name, and the page goes on signed out', async () => {
    const provider = fakeProvider()
    const asked = openPage(provider)
    await asked.backend.signIn?.(PLAIN)
    const page = openPage(provider, {}, { url: provider.signIn(asked.sentTo[0] ?? '') })
    expect(await codeOf(page.backend.restore(CALL))).toBe('oidc-answer-unknown')
    expect(page.address).toBe(`${ORIGIN}/app`)
    expect(await page.backend.restore(CALL)).toEqual({ status: 'rejected' })
    expect(provider.received.filter(({ path }) => path === '/token')).toHaveLength(0)
  })

  test('that is reloaded before the tokens have come starts signed out, and can be begun anew', async () => {
    const provider = fakeProvider()
    const page = await cameBack(provider)
    page.backend.subscribe?.(() => {})
    const reloaded = page.next()
    expect(await reloaded.backend.restore(CALL)).toEqual({ status: 'rejected' })
    await reloaded.backend.signIn?.(PLAIN)
    expect(await reloaded.next(provider.signIn(reloaded.sentTo[0] ?? '')).backend.restore(CALL)).toMatchObject({ status: 'live' })
  })

  test('is not spoilt by a forged answer that comes first', async () => {
    const provider = fakeProvider()
    const before = openPage(provider)
    await before.backend.signIn?.(PLAIN)
    const forged = before.next(`${ORIGIN}/app?code=c&state=stillhere.redirect.page.x&iss=${ISSUER}`)
    expect(await codeOf(forged.backend.restore(CALL))).toBe('oidc-answer-unknown')
    expect(await forged.next(provider.signIn(before.sentTo[0] ?? '')).backend.restore(CALL)).toMatchObject({ status: 'live' })
  })

  test('leaves nothing but a mark without a secret behind in the browser', async () => {
    const { tab, backend } = await signedInPage(fakeProvider())
    expect(tab.sessionStorage.held.size).toBe(0)
    expect([...tab.localStorage.held]).toEqual([[`stillhere/oidc/${ISSUER}/page`, expect.stringMatching(/^[\w-]{43}\.[\w-]{11}$/)]])
    await backend.signOut({ ...CALL, reason: 'signed-out', returnTo: null })
    expect(tab.localStorage.held.size).toBe(0)
  })

  test('cannot begin without a storage to remember it in, and says so', async () => {
    const tab = newTab()
    const page = openPage(
      fakeProvider(),
      {},
      {
        tab: {
          ...tab,
          sessionStorage: {
            ...tab.sessionStorage,
            setItem: () => {
              throw new Error('blocked')
            },
          },
        },
      },
    )
    expect(await page.backend.signIn?.(PLAIN)).toMatchObject({
      status: 'misconfigured',
      message: expect.stringContaining("signIn: 'popup'"),
    })
  })
})

describe('an answer that does not fit has a name, and the page goes on:', () => {
  test.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'stillhere.redirect.page.other'), 'oidc-answer-unknown'],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example'), 'oidc-issuer-mismatch'],
    ['no issuer from a provider that names it', (url: URL) => url.searchParams.delete('iss'), 'oidc-issuer-mismatch'],
    [
      'an error of the provider',
      (url: URL) => {
        url.searchParams.delete('code')
        url.searchParams.set('error', 'access_denied')
      },
      'oidc-sign-in-refused',
    ],
    ['a code that is none', (url: URL) => url.searchParams.set('code', 'forged'), 'oidc-answer-unknown'],
  ])('%s', async (_what, change, code) => {
    const page = await cameBack(fakeProvider(), change)
    expect(await codeOf(page.backend.restore(CALL))).toBe(code)
    expect(page.address).not.toMatch(/code=|state=|iss=|error=/)
    expect(await page.backend.restore(CALL)).toEqual({ status: 'rejected' })
    expect(await page.backend.accessToken()).toBeNull()
  })

  test.each([
    ['the nonce of another sign-in', { nonce: 'other' }, 'oidc-nonce-mismatch'],
    ['no nonce', { nonce: undefined }, 'oidc-token-invalid'],
    ['another issuer in the ID token', { iss: 'https://evil.example' }, 'oidc-issuer-mismatch'],
    ['another audience', { aud: 'other' }, 'oidc-audience-mismatch'],
    ['a further audience without this client as the authorized party', { aud: ['page', 'other'], azp: 'other' }, 'oidc-audience-mismatch'],
    ['no subject', { sub: undefined }, 'oidc-token-invalid'],
    ['an end before its beginning', { exp: 1 }, 'oidc-token-invalid'],
  ])('%s', async (_what, claims, code) => {
    const provider = fakeProvider()
    provider.claims = (before) => JSON.parse(JSON.stringify({ ...before, ...claims }))
    const page = await cameBack(provider)
    expect(await codeOf(page.backend.restore(CALL))).toBe(code)
    expect(await page.backend.restore(CALL)).toEqual({ status: 'rejected' })
    expect(await page.backend.accessToken()).toBeNull()
  })

  test('a signature by a key that is not the provider’s', async () => {
    const provider = fakeProvider()
    provider.strangersKey = true
    const page = await cameBack(provider)
    expect(await codeOf(page.backend.restore(CALL))).toBe('oidc-token-invalid')
    expect(await page.backend.restore(CALL)).toEqual({ status: 'rejected' })
  })

  test('a discovery document of another issuer', async () => {
    const provider = fakeProvider()
    provider.discovery = { ...provider.discovery, issuer: 'https://evil.example' }
    const page = openPage(provider)
    expect(await codeOf(page.backend.signIn?.(PLAIN) ?? Promise.resolve())).toBe('oidc-issuer-mismatch')
    expect(page.sentTo).toEqual([])
  })
})

describe('a clock that is a day off', () => {
  test.each([86_400_000, -86_400_000])('by %i ms locks nobody out, and changes no duration', async (aheadMs) => {
    const provider = fakeProvider()
    provider.aheadMs = aheadMs
    const { answer, backend } = await signedInPage(provider)
    const inTime = { status: 'live', endsIn: { 'token-expired': expect.stringMatching(/^(300000|299\d{3})ms$/) } }
    expect(answer).toMatchObject({ ...inTime, authAge: expect.stringMatching(/^\d{1,4}ms$/) })
    expect(await backend.refresh({ ...CALL, presence: false, minValidityMs: 400_000 })).toMatchObject(inTime)
  })
})

test('a refused client is the developer’s to mend', async () => {
  const provider = fakeProvider()
  const page = await cameBack(provider)
  provider.instead('/token', () => refused('invalid_client', 401))
  expect(await page.backend.restore(CALL)).toMatchObject({ status: 'misconfigured', message: expect.stringContaining('invalid_client') })
})
