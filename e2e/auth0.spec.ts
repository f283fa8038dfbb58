import type { BrowserContext, Page } from '@playwright/test'
import { expect, type OpenedPages, pageTest } from './harness/page.ts'

const TABS = 3
/** Where Auth0 has what the provider has elsewhere. */
const PATHS: Readonly<Record<string, string>> = {
  '/authorize': '/auth',
  '/oauth/token': '/token',
  '/oauth/revoke': '/token/revocation',
}

pageTest.use({ entry: 'auth0', client: { redirectUris: ['/', '/memory'] }, scope: 'openid profile email offline_access' })

pageTest(
  'P-4 tabs that share a store refresh once together behind the adapter, and each on its own with the SDK alone',
  async ({ context, pages }) => {
    await standAtAuth0sAddresses(context, pages.server.issuer)
    await signIn(pages, '/')
    const tabs = await Promise.all(Array.from({ length: TABS }, () => pages.open('/')))
    for (const tab of tabs) await expect(tab).toHaveTitle('signed-in')
    expect(refreshes(pages)).toBe(0)
    // A token that ends less than a second after the first one is taken for that one told again.
    for (const tab of tabs) await expect.poll(() => tab.evaluate(() => performance.now())).toBeGreaterThan(2000)
    expect(await all(tabs, (tab) => tab.evaluate(() => window.refresh()))).toEqual(['ok'])
    expect(refreshes(pages)).toBe(1)

    const alone = await Promise.all(Array.from({ length: TABS }, () => pages.open('/?alone')))
    for (const tab of alone) await expect(tab).toHaveTitle('signed-in')
    await all(alone, (tab) => tab.evaluate(() => window.refresh()))
    expect(refreshes(pages) - 1).toBe(TABS)
  },
)

pageTest('P-40 tokens in the SDK’s worker are used, renewed and revoked, and stand in no storage', async ({ context, pages }) => {
  const { issuer } = pages.server
  await standAtAuth0sAddresses(context, issuer)
  const tab = await signIn(pages, '/memory')
  const asked = () => tab.evaluate(async (url) => (await window.api?.(url))?.status, `${issuer}/me`)
  expect(await asked()).toBe(200)
  expect(await tab.evaluate(() => window.refresh())).toBe('ok')
  expect(await asked()).toBe(200)
  expect(refreshes(pages)).toBe(1)
  expect(await tab.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('eyJ')
  await tab.getByRole('button', { name: 'Sign out' }).click()
  await tab.waitForURL(`${issuer}/v2/logout?**`)
  expect(pages.server.counts().revocations).toBe(1)
})

async function signIn(pages: OpenedPages, path: '/' | '/memory'): Promise<Page> {
  const tab = await pages.open(path)
  await expect(tab).toHaveTitle('signed-out')
  await tab.getByRole('button', { name: 'Sign in' }).click()
  await pages.fillProviderForm(tab)
  await expect(tab).toHaveTitle('signed-in')
  return tab
}

function refreshes({ server }: OpenedPages): number {
  return server.counts().tokenRequests.refresh_token
}

async function all<T>(tabs: readonly Page[], act: (tab: Page) => Promise<T>): Promise<T[]> {
  return [...new Set(await Promise.all(tabs.map(act)))]
}

/** The provider at the addresses that the SDK has written into it, and with the slash that it expects behind the issuer. */
async function standAtAuth0sAddresses(context: BrowserContext, issuer: string): Promise<void> {
  await context.route(`${issuer}/**`, async (route) => {
    const url = new URL(route.request().url())
    const there = PATHS[url.pathname]
    if (there === undefined) return route.fallback()
    url.pathname = there
    if (there !== '/token') return route.continue({ url: url.href })
    const response = await route.fetch({ url: url.href })
    const answer = await response.json()
    return route.fulfill({ response, json: { ...answer, ...(answer.id_token && { id_token: withSlash(answer.id_token) }) } })
  })
}

/** The SDK trusts the connection and does not check signatures. */
function withSlash(idToken: string): string {
  const [header, claims = '', signature] = idToken.split('.')
  const { iss, ...rest } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  return [header, Buffer.from(JSON.stringify({ iss: `${iss}/`, ...rest })).toString('base64url'), signature].join('.')
}
