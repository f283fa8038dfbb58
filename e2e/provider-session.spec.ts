import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './harness/index.ts'

const SESSION = 'demo-x30'

/** How the application's session stands, asked past the page. */
async function standing(request: APIRequestContext, appUrl: string): Promise<Record<string, unknown>> {
  return (await request.get(`${appUrl}/x30/session/peek`)).json()
}

test('IAS-4 IAS-6 within the provider’s session no form is shown; a sign-out revokes, leads through the provider with a hint, and then it is', async ({
  app,
  context,
  server,
}) => {
  const tab = await app.signIn()
  await context.clearCookies({ name: SESSION })
  await tab.page.reload()
  await tab.signInButton.click()
  await expect(tab.cases).toBeVisible()

  server.resetCounts()
  const leaving = tab.page.waitForRequest((request) => request.url().startsWith(`${server.issuer}/session/end`))
  await tab.signOutButton.click()
  const { searchParams } = new URL((await leaving).url())
  expect(searchParams.get('id_token_hint')).toMatch(/^eyJ/)
  expect(searchParams.get('post_logout_redirect_uri')).toBe(`${server.appUrl}/x30/session/signed-out`)
  await expect(tab.signInPage).toBeVisible()
  // This one's, and by the provider's own word that of the session whose cookie was lost.
  await expect.poll(() => server.counts().revocations).toBe(2)
  expect((await context.cookies(server.appUrl)).map(({ name }) => name)).not.toContain(SESSION)
  await tab.signInButton.click()
  await expect(tab.page.getByLabel('Password')).toBeVisible()
})

test('IAS-7 a forced re-authentication shows the form, keeps what was typed and the session’s name, changes its cookie and begins its life anew', async ({
  app,
  context,
  server,
}) => {
  const tab = await app.signIn()
  await tab.openCase('Damp in the upper flat')
  await tab.note.fill('Half a thought')
  const cookie = async () => (await context.cookies(server.appUrl)).find(({ name }) => name === SESSION)?.value
  const age = async () => Number((await standing(context.request, server.appUrl))['sessionAgeSeconds'])
  // Ages are of whole seconds, so the first life has to be clearly longer than what follows may be taken for.
  await expect.poll(age).toBeGreaterThan(2)
  const [before, cookieBefore] = [await standing(context.request, server.appUrl), await cookie()]
  const { pathname, search } = new URL(tab.page.url())
  const leftAt = Date.now()
  await tab.page.goto(`${server.appUrl}/x30/session/login?prompt=login&return_to=${encodeURIComponent(pathname + search)}`)
  await tab.fillProviderForm('ada.lovelace')
  await expect(tab.note).toHaveValue('Half a thought')
  const after = await standing(context.request, server.appUrl)
  expect([after['sessionKey'], await cookie()]).toEqual([before['sessionKey'], expect.not.stringMatching(String(cookieBefore))])
  expect(Number(after['sessionAgeSeconds']) * 1000).toBeLessThan(Date.now() - leftAt + 1000)
})

test.describe('a token of 2 min, refreshed 1 min before it ends', () => {
  test.use({ lifetimes: { accessTokenSeconds: 120 } })

  test('IAS-3 IAS-5 when the provider ends the tokens, the application’s session is over before anybody is shown as signed out', async ({
    app,
    context,
    server,
  }) => {
    const tab = await app.signIn({ refreshLead: '1m' })
    server.setFaults({ reject: 1 })
    await expect(tab.cases).not.toBeAttached({ timeout: 15_000 })
    expect(await standing(context.request, server.appUrl)).toEqual({ status: 'rejected', reason: 'refresh-rejected' })
    await expect(tab.dialogTitle).toBeVisible()
  })
})
