import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { DEMO_POLICY_NAMES, demoPolicy, policySession, policySessions } from './demo-policies.ts'
import { headlessBrowser, type HeadlessBrowser } from './headless-browser.ts'
import { runningServer } from './test-support/running-server.ts'

const { at, peek } = await runningServer()

const signIn = (browser: HeadlessBrowser, session: string, more: Readonly<Record<string, string>> = {}) =>
  browser.follow(at(`${session}/login?return_to=/counts`), 'ada', more)

describe('the sessions of the demo’s policies', () => {
  test('keep at the servers what each system keeps there', () => {
    expect(policySession('spektr', 30)).toMatchObject({ accessTokenSeconds: 3600, refreshTokenSeconds: 30 * 86_400 })
    expect(policySession('ias', 30)).toMatchObject({
      accessTokenSeconds: 300,
      refreshWindowSeconds: 1200,
      refreshTokenSeconds: 28_800,
      maxLifetimeSeconds: 28_800,
      signOnSeconds: 3600,
    })
    // PrivX's limit of inactivity is the user interface's.
    expect(policySession('privx', 300)).toEqual({
      name: 'demo-privx-x300',
      path: '/privx/x300/session',
      rate: 300,
      accessTokenSeconds: 300,
      refreshTokenSeconds: 86_400,
      refreshWindowSeconds: 1800,
      maxLifetimeSeconds: 86_400,
    })
    expect(policySession('privx-saved-limit', 30)).toMatchObject({ refreshWindowSeconds: 900, maxLifetimeSeconds: 900 })
    expect(policySession('auth-it', 30)).toMatchObject({ accessTokenSeconds: 300, serverIdleSeconds: 1800, maxLifetimeSeconds: 36_000 })
    expect(policySession('corteza-long-session', 6)).toMatchObject({
      accessTokenSeconds: 120,
      refreshWindowSeconds: 120,
      signOnSeconds: 7200,
      rememberedSignOnSeconds: 8640 * 3600,
    })
    expect(policySession('nist-aal3', 15)).toMatchObject({ inactivitySeconds: 900, maxLifetimeSeconds: 43_200 })
  })

  test('have each a name and a path of their own, and tokens that the provider’s whole seconds can tell', () => {
    const sessions = policySessions()
    expect(new Set(sessions.map(({ name }) => name)).size).toBe(sessions.length)
    expect(new Set(sessions.map(({ path }) => path)).size).toBe(sessions.length)
    for (const { accessTokenSeconds = 0, rate = 1 } of sessions) {
      expect(accessTokenSeconds / rate).toBeGreaterThanOrEqual(1)
      expect((accessTokenSeconds / rate) % 1).toBe(0)
    }
  })

  test.each(DEMO_POLICY_NAMES.flatMap((name) => demoPolicy(name).rates.map((rate) => [name, rate] as const)))(
    'stand behind a server that says so: %s at ×%i',
    async (name, rate) => {
      const { path, maxLifetimeSeconds, accessTokenSeconds = 0, inactivitySeconds, serverIdleSeconds } = policySession(name, rate)
      const browser = headlessBrowser()
      await signIn(browser, path)
      const { status, endsInSeconds } = await peek(browser, path)
      expect(status).toBe('live')
      const told = {
        'token-expired': accessTokenSeconds,
        'max-lifetime': maxLifetimeSeconds,
        inactive: inactivitySeconds,
        'server-idle': serverIdleSeconds,
      }
      const untold = Object.entries(told).filter(([reason, seconds]) => {
        const answered = Number(Reflect.get(Object(endsInSeconds), reason) ?? Number.NaN)
        // A sign-in takes its time.
        return seconds === undefined ? !Number.isNaN(answered) : !(answered <= seconds / rate && answered > seconds / rate - 5)
      })
      expect(untold).toEqual([])
    },
  )
})

describe('the provider’s own session', () => {
  test('knows who signed in for as long as the policy says, counted from the authentication', async () => {
    clockOfTheProvider()
    const { path } = policySession('corteza-long-session', 6)
    const browser = headlessBrowser()
    expect(await signIn(browser, path)).toMatchObject({ forms: 1 })
    pass(1190)
    expect(await signIn(browser, path)).toMatchObject({ forms: 0 })
    pass(11)
    expect(await signIn(browser, path)).toMatchObject({ forms: 1 })
  })

  test('ends with the two minutes of Corteza, unless "remember me" was ticked in its form', async () => {
    clockOfTheProvider()
    const { path } = policySession('corteza', 6)
    const [plain, remembered] = [headlessBrowser(), headlessBrowser()]
    await signIn(plain, path)
    await signIn(remembered, path, { remember: 'on' })
    pass(25)
    expect(await signIn(plain, path)).toMatchObject({ forms: 1 })
    expect(await signIn(remembered, path)).toMatchObject({ forms: 0 })
  })

  test('asks nobody to be remembered where the policy knows nothing of it', async () => {
    const form = async (session: string) => {
      const browser = headlessBrowser()
      let url = at(`${session}/login`)
      for (;;) {
        const response = await browser.request(url)
        const location = response.headers.get('location')
        if (location === null) return response.text()
        url = new URL(location, url).href
      }
    }
    expect(await form('/corteza/x6/session')).toContain('name="remember"')
    expect(await form('/privx/x30/session')).not.toContain('name="remember"')
  })
})

/** The provider runs in this process; only its dates are moved, its timers go on. */
function clockOfTheProvider(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  onTestFinished(() => void vi.useRealTimers())
}

function pass(realSeconds: number): void {
  vi.setSystemTime(Date.now() + realSeconds * 1000)
}
