import type { Page } from '@playwright/test'
import { expect, type OpenedPages, pageTest } from './harness/page.ts'

pageTest.use({ entry: 'oidc-client-ts', client: { accessTokenSeconds: 20, redirectUris: ['/', '/?alone', '/?per-tab'] } })

pageTest("P-4 tabs with oidc-client-ts behind its adapter refresh once for all, and a sign-out is everybody's", async ({ pages }) => {
  const { server } = pages
  server.setFaults({ slow: { times: 'always', seconds: 2 } })
  const tabs = await signedInTabs(pages, '/', 'signed-in ada.lovelace')
  const [first, ...others] = tabs
  expect(new URL(first.url()).pathname).toBe('/came-back')
  await first.getByRole('button', { name: 'Ask' }).click()
  await expect(first.getByText('answered 200')).toBeVisible()

  await expect.poll(() => server.counts().tokenRequests.refresh_token, { timeout: 15_000 }).toBeGreaterThan(0)
  for (const tab of tabs) await expect(tab.getByRole('status')).toHaveText('signed-in ada.lovelace')
  expect(server.counts()).toMatchObject({ tokenRequests: { refresh_token: 1 }, reuses: 0 })

  await first.getByRole('button', { name: 'Sign out' }).click()
  for (const tab of others) await expect(tab.getByRole('status')).toHaveText('ended')
  await expect(first.getByRole('status')).toHaveText('signed-out')
  expect(await first.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('oidc.user')))).toEqual([])
  expect(server.counts().revocations).toBeGreaterThan(0)
})

pageTest('P-4 the same tabs with oidc-client-ts alone spend the refresh token more than once', async ({ pages }) => {
  const { server } = pages
  server.setFaults({ slow: { times: 'always', seconds: 2 } })
  await signedInTabs(pages, '/?alone', 'signed-in')
  await expect.poll(() => server.counts().reuses, { timeout: 15_000 }).toBeGreaterThan(0)
})

pageTest(
  'IAS-7 a pop-up signs in and proves it in place, and a hidden frame that gets no cookie leaves its tab alone signed out',
  async ({ pages }) => {
    const first = await pages.open('/?per-tab')
    await expect(first.getByRole('status')).toHaveText('signed-out')
    await fillPopup(first, 'Sign in', pages)
    await expect(first.getByRole('status')).toHaveText('signed-in ada.lovelace')

    const second = await pages.open('/?per-tab')
    // The provider is of another site, so that no cookie of its goes along.
    await expect(second.getByRole('status')).toHaveText('signed-out')
    await expect(first.getByRole('status')).toHaveText('signed-in ada.lovelace')
    expect(pages.server.counts().tokenRequests).toMatchObject({ authorization_code: 1, refresh_token: 0 })

    await fillPopup(first, 'Prove', pages)
    await expect(first.getByText('proven', { exact: true })).toBeVisible()
  },
)

async function fillPopup(tab: Page, button: string, pages: OpenedPages): Promise<void> {
  const [popup] = await Promise.all([tab.waitForEvent('popup'), tab.getByRole('button', { name: button }).click()])
  const closed = popup.waitForEvent('close')
  await pages.fillProviderForm(popup)
  await closed
}

/** Three tabs of which the first has been at the provider. */
async function signedInTabs(pages: OpenedPages, path: `/${string}`, text: string): Promise<readonly [Page, Page, Page]> {
  const first = await pages.open(path)
  await expect(first.getByRole('status')).toHaveText('signed-out')
  await first.getByRole('button', { name: 'Sign in' }).click()
  await pages.fillProviderForm(first)
  const tabs = [first, await pages.open(path), await pages.open(path)] as const
  for (const tab of tabs) await expect(tab.getByRole('status')).toHaveText(text)
  return tabs
}
