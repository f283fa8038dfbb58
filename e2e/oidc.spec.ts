import type { BrowserContext, Page } from '@playwright/test'
import { expect, type OpenedPages, pageTest } from './harness/page.ts'
import type { OidcPageOptions } from './pages/oidc.ts'

pageTest.use({ entry: 'oidc', strict: true })

async function given(context: BrowserContext, options: OidcPageOptions): Promise<void> {
  await context.addInitScript((wanted) => void Reflect.set(globalThis, 'pageOptions', wanted), options)
}

const state = (page: Page) => page.locator('#state')
const result = (page: Page) => page.locator('#result')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function signedIn(pages: OpenedPages, path: `/${string}` = '/', login = 'ada.lovelace'): Promise<Page> {
  const page = await pages.open(path)
  await press(page, 'Sign in')
  await pages.fillProviderForm(page, login)
  await expect(state(page)).toHaveText('signed-in Ada Lovelace')
  return page
}

/** Presses a button that opens a window of the provider. */
async function popup(page: Page, name: string): Promise<Page> {
  const opened = page.waitForEvent('popup')
  await press(page, name)
  return opened
}

pageTest('a page signs in at the provider, calls its API, refreshes, follows no redirect, and signs out there too', async ({ pages }) => {
  const page = await signedIn(pages, '/cases?open=1#notes')
  expect(page.url()).toBe(pages.url('/cases?open=1#notes'))
  await press(page, 'Cases')
  await expect(result(page)).toHaveText('200')
  await press(page, 'Refresh')
  await expect(result(page)).toHaveText('{"ok":true}')
  await press(page, 'Cases')
  await expect(result(page)).toHaveText('200')

  const elsewhere = `${pages.server.issuer}/elsewhere`
  const led: string[] = []
  page.on('request', (request) => void (request.url().startsWith(elsewhere) && led.push(request.url())))
  await page.route('**/bearer/api/cases', (route) => route.fulfill({ status: 307, headers: { location: elsewhere } }))
  await press(page, 'Cases')
  await expect(result(page)).toHaveText('"fetch-origin-refused"')
  expect(led).toEqual([])

  await press(page, 'Sign out')
  await page.waitForURL(pages.url('/bye'))
  await expect(state(page)).toHaveText('signed-out signed-out')
  const { reuses, revocations, tokenRequests } = pages.server.counts()
  expect({ reuses, revocations, tokenRequests }).toEqual({
    reuses: 0,
    revocations: 1,
    tokenRequests: { authorization_code: 1, refresh_token: 1, other: 0 },
  })
  // The provider asks anew: it has signed the user out as well.
  await press(page, 'Sign in')
  await expect(page.getByLabel('Password')).toBeVisible()
})

pageTest(
  'with dpop the provider and the API take tokens with the page’s own key alone, after a refresh too',
  async ({ pages, context }) => {
    await given(context, { dpop: true })
    const page = await signedIn(pages)
    for (const name of ['Cases', 'Refresh', 'Cases']) {
      await press(page, name)
      await expect(result(page)).toHaveText(name === 'Cases' ? '200' : '{"ok":true}')
    }
    const stolen = await page.evaluate(() => Reflect.get(globalThis, 'stillhereAccessToken')())
    for (const scheme of ['Bearer', 'DPoP']) {
      const response = await page.request.get(pages.url('/bearer/api/cases'), { headers: { authorization: `${scheme} ${stolen}` } })
      expect(response.status()).toBe(401)
    }
    expect(pages.server.counts()).toMatchObject({
      reuses: 0,
      apiCalls: { answered: 2, unauthorized: 2 },
      tokenRequests: { refresh_token: 1 },
    })
  },
)

pageTest(
  'IAS-7 somebody proves in a window that they are there, while the page and what was typed stay; another user is refused',
  async ({ pages }) => {
    const page = await signedIn(pages)
    await page.getByRole('textbox').fill('half a sentence')
    await pages.fillProviderForm(await popup(page, 'Prove'))
    await expect(result(page)).toHaveText(/^\{"ok":true,"authenticatedAt":\d+\}$/)

    await pages.fillProviderForm(await popup(page, 'Prove'), 'grace.hopper')
    await expect(result(page)).toHaveText('{"ok":false,"reason":"different-user","error":null}')

    const unused = await popup(page, 'Prove')
    await unused.getByLabel('Name').waitFor()
    await unused.close()
    await expect(result(page)).toHaveText(/"reason":"cancelled","error":\{"name":"StillhereError","code":"oidc-popup-closed"/)
    await expect(state(page)).toHaveText('signed-in Ada Lovelace')
    await expect(page.getByRole('textbox')).toHaveValue('half a sentence')
    await press(page, 'Refresh')
    await expect(result(page)).toHaveText('{"ok":true}')
    // The other user's.
    expect(pages.server.counts()).toMatchObject({ reuses: 0, revocations: 1 })
  },
)

pageTest.describe('where page and provider are of one site', () => {
  pageTest.use({ sameSite: true, client: { accessTokenSeconds: 300 } })

  pageTest('a new tab and a reload are signed in without a form, and after a sign-out neither is', async ({ pages }) => {
    const page = await signedIn(pages)
    const other = await pages.open()
    await expect(state(other)).toHaveText('signed-in Ada Lovelace')
    await page.reload()
    await expect(state(page)).toHaveText('signed-in Ada Lovelace')
    const before = pages.server.counts().tokenRequests
    expect(before).toEqual({ authorization_code: 3, refresh_token: 0, other: 0 })
    await press(other, 'Sign out')
    await expect(state(page)).toHaveText('ended signed-out')
    await page.reload()
    await expect(state(page)).toHaveText('signed-out signed-out')
    expect(pages.server.counts()).toMatchObject({ reuses: 0, tokenRequests: before })
  })
})

pageTest(
  'where they are of two sites, a new tab asks for a click and no form; with tokenStore "session" a reload asks for nothing',
  async ({ pages, context }) => {
    await given(context, { tokenStore: 'session' })
    const page = await signedIn(pages)
    const spent = pages.server.counts().tokenRequests
    for (let times = 0; times < 2; times += 1) {
      await page.reload()
      await expect(state(page)).toHaveText('signed-in Ada Lovelace')
    }
    expect(pages.server.counts().tokenRequests).toEqual(spent)
    const other = await pages.open()
    await expect(state(other)).toHaveText('signed-out')
    await press(other, 'Sign in')
    await expect(state(other)).toHaveText('signed-in Ada Lovelace')
    for (const tab of [page, other, page]) {
      await press(tab, 'Refresh')
      await expect(result(tab)).toHaveText('{"ok":true}')
    }
    expect(pages.server.counts().reuses).toBe(0)
  },
)
