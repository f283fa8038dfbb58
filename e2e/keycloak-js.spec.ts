import { expect, pageTest } from './harness/page.ts'
import { startFakeKeycloak } from './keycloak/fake-keycloak.ts'

pageTest.use({ entry: 'keycloak-js' })

pageTest(
  'P-4 tabs with keycloak-js behind its adapter get grants of their own in hidden frames, survive a refusal, and go together',
  async ({ pages }) => {
    const keycloak = await startFakeKeycloak()
    const first = await pages.open(`/?keycloak=${keycloak.url}`)
    await expect(first.getByRole('status')).toHaveText('signed-out')
    await first.getByRole('button', { name: 'Sign in' }).click()
    await expect(first.getByRole('status')).toHaveText('signed-in ada')
    expect(new URL(first.url()).pathname).toBe('/came-back')

    const second = await pages.open(`/?keycloak=${keycloak.url}`)
    await expect(second.getByRole('status')).toHaveText('signed-in ada')
    expect(keycloak.grants).toBe(2)

    keycloak.refuseRefreshTokens()
    await second.getByRole('button', { name: 'Refresh' }).click()
    await expect(second.getByText('refreshed', { exact: true })).toBeVisible()
    await expect(second.getByRole('status')).toHaveText('signed-in ada')
    await expect(first.getByRole('status')).toHaveText('signed-in ada')
    expect(keycloak.grants).toBe(3)

    await first.getByRole('button', { name: 'Sign out' }).click()
    await expect(second.getByRole('status')).toHaveText('ended')
    await expect.poll(() => new URL(first.url()).pathname).toBe('/')
    await expect.poll(() => keycloak.revocations).toBe(1)
    keycloak.close()
  },
)
