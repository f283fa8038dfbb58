import { type Session, StillhereError } from '@stillhere/core'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'
import { afterEach, describe, expect, test } from 'vitest'
import { fakeProvider, refused } from './test-support/fake-provider.ts'
import { signedInPage } from './test-support/fake-page.ts'

const API = 'https://api.example'
const ORIGINS = [API] as const
const stops: (() => void)[] = []

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A session that is signed in, and an API that takes `good` tokens alone. */
async function signedIn() {
  const provider = fakeProvider()
  const { backend } = await signedInPage(provider)
  const session = createBrowserSession({ backend })
  stops.push(session.start())
  await until(session, 'signed-in')
  const sent: { readonly url: string; readonly token: string | null }[] = []
  const good = { token: await backend.accessToken() }
  const answer = { to: (request: Request): Response => new Response(null, { status: tokenOf(request) === good.token ? 200 : 401 }) }
  const fetch = async (request: Request): Promise<Response> => {
    sent.push({ url: request.url, token: tokenOf(request) })
    return answer.to(request)
  }
  const api = createSessionFetch(session, { authorize: backend.authorize, origins: ORIGINS }, { fetch })
  const refreshes = (): number => provider.received.filter(({ form }) => form.has('refresh_token')).length
  return { provider, backend, session, sent, good, answer, api, refreshes }
}

function tokenOf(request: Request): string | null {
  return request.headers.get('authorization')?.replace('Bearer ', '') ?? null
}

async function until(session: Session<unknown>, status: string): Promise<void> {
  await expect.poll(() => session.getState().status).toBe(status)
}

describe('requests to an API', () => {
  test('twenty 401s make one refresh, and each request is sent once more with the new token', async () => {
    const { api, backend, good, sent, refreshes, answer } = await signedIn()
    const old = await backend.accessToken()
    answer.to = (request) => new Response(null, { status: tokenOf(request) === old ? 401 : 200 })
    good.token = null
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => api(`${API}/cases/${index}`)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect([sent.length, refreshes()]).toEqual([40, 1])
    expect(new Set(sent.map(({ token }) => token))).toEqual(new Set([old, await backend.accessToken()]))
  })

  test('a second 401 is the app’s, and the session goes on', async () => {
    const { api, answer, session, sent } = await signedIn()
    answer.to = () => new Response(null, { status: 401 })
    expect((await api(`${API}/cases`)).status).toBe(401)
    expect([sent.length, session.getState().status]).toEqual([2, 'signed-in'])
  })

  test('a 401 whose refresh is rejected ends the session', async () => {
    const { api, answer, session, provider } = await signedIn()
    answer.to = () => new Response(null, { status: 401 })
    provider.instead('/token', () => refused('invalid_grant'))
    expect((await api(`${API}/cases`)).status).toBe(401)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected' } })
  })

  test.each([
    'https://other.example/',
    'https://api.example.evil.example/',
    'http://api.example/',
    'https://api.example:444/',
    'https://id.example/me',
  ])('to %s, which is not on the list, take no token along and are not sent', async (url) => {
    const { api, sent } = await signedIn()
    await expect(api(url)).rejects.toMatchObject({ code: 'fetch-origin-refused' })
    expect(sent).toEqual([])
  })

  test('that are redirected are not followed, so no token goes where the redirect leads', async () => {
    const { api, sent, answer } = await signedIn()
    answer.to = () => Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })
    await expect(api(`${API}/moved`)).rejects.toBeInstanceOf(StillhereError)
    expect(sent.map(({ url }) => url)).toEqual([`${API}/moved`])
  })
})
