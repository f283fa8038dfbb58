import { expect, pageTest } from './harness/page.ts'

pageTest.use({ entry: 'bearer' })

pageTest("P-4 tabs with bearer tokens and plain fetch refresh once for all, and a sign-out is everybody's", async ({ pages }) => {
  const first = await pages.open()
  await first.getByRole('button', { name: 'Sign in' }).click()
  await pages.fillProviderForm(first)
  await expect(first.getByRole('status')).toHaveText('signed-in ada.lovelace')
  const others = [await pages.open(), await pages.open()]
  const tabs = [first, ...others]
  for (const tab of tabs) await expect(tab.getByRole('status')).toHaveText('signed-in ada.lovelace')

  pages.server.setFaults({ slow: { times: 'always', seconds: 0.5 } })
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Refresh' }).click()))
  await expect.poll(() => pages.server.counts().tokenRequests.refresh_token).toBe(1)
  for (const tab of tabs) {
    await tab.getByRole('button', { name: 'Ask' }).click()
    await expect(tab.getByText('answered 200')).toBeVisible()
    await expect(tab.getByRole('status')).toHaveText('signed-in ada.lovelace')
  }
  expect(pages.server.counts()).toMatchObject({ tokenRequests: { authorization_code: 1, refresh_token: 1 } })

  await first.getByRole('button', { name: 'Sign out' }).click()
  for (const tab of others) await expect(tab.getByRole('status')).toHaveText('ended')
  await expect.poll(() => pages.server.counts()).toMatchObject({ reuses: 0, revocations: 1 })
  expect(await first.evaluate(() => JSON.stringify(localStorage))).not.toContain('eyJ')
  await expect((await pages.open()).getByRole('status')).toHaveText('signed-out')
})
