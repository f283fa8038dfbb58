import { expect, pageTest } from './harness/page.ts'

pageTest.use({
  entry: 'keycloak-js',
  sameSite: true,
  scope: 'openid cases',
  client: { redirectUris: ['/', '/came-back', '/silent-check-sso'], alwaysRefreshable: true },
})

pageTest(
  'P-4 tabs with keycloak-js behind its adapter get grants of their own in hidden frames, renew them, survive a refusal, and go together',
  async ({ pages }) => {
    const spent = () => pages.server.counts().tokenRequests
    const first = await pages.open('/')
    await expect(first.getByRole('status')).toHaveText('signed-out')
    await first.getByRole('button', { name: 'Sign in' }).click()
    await pages.fillProviderForm(first)
    await expect(first.getByRole('status')).toHaveText('signed-in ada.lovelace')
    expect(first.url()).toBe(pages.url('/came-back'))

    const second = await pages.open('/')
    await expect(second.getByRole('status')).toHaveText('signed-in ada.lovelace')
    expect(spent()).toMatchObject({ authorization_code: 2, refresh_token: 0 })

    await first.getByRole('button', { name: 'Refresh twice' }).click()
    await expect(first.getByText('refreshed', { exact: true })).toBeVisible()
    expect(spent()).toMatchObject({ authorization_code: 2, refresh_token: 2 })

    await second.getByRole('button', { name: 'Refresh in vain' }).click()
    await expect(second.getByText('refreshed', { exact: true })).toBeVisible()
    for (const tab of [first, second]) await expect(tab.getByRole('status')).toHaveText('signed-in ada.lovelace')
    expect(spent()).toMatchObject({ authorization_code: 3, refresh_token: 2 })

    await first.getByRole('button', { name: 'Sign out' }).click()
    await expect(second.getByRole('status')).toHaveText('ended')
    await expect(first).toHaveURL(pages.url('/'))
    await expect.poll(() => pages.server.counts()).toMatchObject({ reuses: 0, revocations: 2 })
  },
)
