import type { Session } from '@stillhere/core'
import { createBrowserSession } from '@stillhere/core/browser'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fakeProvider, type FakeProvider } from './test-support/fake-provider.ts'
import { type FakePage, newTab, openPage, PLAIN } from './test-support/fake-page.ts'
import { comesBack, fakeWindow, type FakeWindow } from './test-support/fake-window.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.useRealTimers()
})

function started({ backend }: FakePage) {
  const session: Session<unknown> = createBrowserSession({ backend })
  const problems: string[] = []
  session.on('problem', ({ code }) => void problems.push(code))
  stops.push(session.start())
  return { session, problems }
}

describe('an answer that the browser came back with and that does not fit is a problem with a name, and the page goes on signed out:', () => {
  test.each<[string, (provider: FakeProvider, url: URL) => void, string]>([
    ['nonce', (provider) => claiming(provider, { nonce: 'other' }), 'oidc-nonce-mismatch'],
    ['state', (_provider, url) => url.searchParams.set('state', 'stillhere.redirect.page.other'), 'oidc-answer-unknown'],
    ['issuer', (_provider, url) => url.searchParams.set('iss', 'https://evil.example'), 'oidc-issuer-mismatch'],
    ['audience', (provider) => claiming(provider, { aud: 'other' }), 'oidc-audience-mismatch'],
  ])('%s', async (_what, change, code) => {
    const provider = fakeProvider()
    const before = openPage(provider)
    await before.backend.signIn?.(PLAIN)
    const url = new URL(provider.signIn(before.sentTo[0] ?? ''))
    change(provider, url)
    const page = before.next(url.href)
    const { session, problems } = started(page)
    await expect.poll(() => problems).toEqual([code])
    await expect.poll(() => session.getState().status).toBe('signed-out')
    provider.claims = (claims) => claims
    void session.signIn()
    await expect.poll(() => page.sentTo).toHaveLength(1)
  })
})

describe('a proof in a popup that fails tells by name why, and the page goes on signed in:', () => {
  test('blocked', async () => {
    const { provider, session } = await proving(() => null)
    expect(await session.reauthenticate({ maxAge: '0s' })).toMatchObject({
      ok: false,
      reason: 'blocked',
      error: { code: 'oidc-popup-blocked' },
    })
    await goesOn(session, provider)
  })

  test.each<[string, (asked: Asked) => unknown, string, string]>([
    ['closed', ({ window }) => (window.closed = true), 'cancelled', 'oidc-popup-closed'],
    ['slow', () => vi.advanceTimersByTime(601_000), 'cancelled', 'oidc-popup-late'],
    ['nonce', (asked) => (claiming(asked.provider, { nonce: 'other' }), asked.answers()), 'unavailable', 'oidc-nonce-mismatch'],
    ['state', (asked) => asked.answers({ state: 'other' }), 'unavailable', 'oidc-answer-unknown'],
    ['issuer', (asked) => asked.answers({ iss: 'https://evil.example' }), 'unavailable', 'oidc-issuer-mismatch'],
    ['audience', (asked) => (claiming(asked.provider, { aud: 'other' }), asked.answers()), 'unavailable', 'oidc-audience-mismatch'],
    [
      'provider down',
      (asked) => (asked.provider.instead('/token', () => new Response(null, { status: 503 })), asked.answers()),
      'unavailable',
      'backend-unavailable',
    ],
  ])('%s', async (_what, happens, reason, code) => {
    const window = fakeWindow()
    const { provider, page, session } = await proving(() => window)
    const result = session.reauthenticate({ maxAge: '0s' })
    await expect.poll(() => window.sentTo).not.toBe('')
    const answers: Asked['answers'] = (changed = {}) => {
      const back = new URL(provider.signIn(window.sentTo))
      for (const [name, value] of Object.entries(changed)) back.searchParams.set(name, value)
      comesBack(page, window, back)
    }
    happens({ provider, window, answers })
    vi.advanceTimersByTime(1000)
    expect(await result).toMatchObject({ ok: false, reason, error: { code } })
    provider.claims = (claims) => claims
    await goesOn(session, provider)
  })
})

interface Asked {
  readonly provider: FakeProvider
  readonly window: FakeWindow
  readonly answers: (changed?: Readonly<Record<string, string>>) => void
}

/** A page in which somebody is signed in; `open` is what its browser makes of a popup. */
async function proving(open: () => FakeWindow | null) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  const provider = fakeProvider()
  const before = openPage(provider)
  await before.backend.signIn?.(PLAIN)
  const url = provider.signIn(before.sentTo[0] ?? '')
  const page = openPage(provider, {}, { url, tab: newTab(before.tab), more: { open } })
  const { session } = started(page)
  await expect.poll(() => session.getState().status).toBe('signed-in')
  return { provider, page, session }
}

async function goesOn(session: Session<unknown>, provider: FakeProvider): Promise<void> {
  expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  expect(await session.reportUnauthorized()).toMatchObject({ ok: true })
  expect(provider.reuses).toBe(0)
}

function claiming(provider: FakeProvider, claims: Readonly<Record<string, unknown>>): void {
  provider.claims = (before) => ({ ...before, ...claims })
}
