import { expect, test } from './harness/index.ts'
import { createTab } from './harness/tab.ts'

test.use({ lifetimes: { accessTokenSeconds: 300, inactivitySeconds: 900, maxLifetimeSeconds: 8 * 3600 } })

test('the testing kit takes a built page through work, a warning, failing refreshes, sleep and a revocation, by the page’s own policy and without a hook in it', async ({
  app,
  context,
  page,
  server,
}) => {
  // Not at the top, for the reason that `harness/test.ts` gives.
  const { driveSession } = await import('@stillhere/react/testing/playwright')
  const session = await driveSession(page, { name: 'demo' })
  const tab = createTab(page)
  await page.goto(app.url('/', { speed: '1', inactivity: '15m' }))
  await tab.signInButton.click()
  await tab.fillProviderForm('ada.lovelace')
  await expect(tab.cases).toBeVisible()

  await session.advance('12m')
  await expect(tab.dialog).toBeHidden()
  await page.mouse.move(10, 10)
  await session.advance('13m')
  await expect(tab.dialogTitle).toHaveText('Are you still here?')
  await tab.stayButton.click()
  await expect(tab.dialog).toBeHidden()
  expect(session.requests.filter((kind) => kind === 'refresh').length).toBeGreaterThan(4)

  session.fail(503)
  await session.advance('4m')
  await page.mouse.move(30, 30)
  await session.advance('30s')
  await expect(tab.dialogTitle).toHaveText('You’re about to be signed out')
  session.recover()
  await tab.stayButton.click()
  await expect(tab.dialog).toBeHidden()
  await expect(tab.cases).toBeVisible()

  const [cookie] = (await context.cookies(server.appUrl)).filter(({ name }) => name === 'demo')
  if (cookie === undefined) throw new Error('The session has no cookie.')
  expect(await session.findText(cookie.value)).toEqual([])
  expect(await session.findText('Ada Lovelace')).toEqual(['document'])
  expect(await session.state()).toMatchObject({ status: 'signed-in', end: null })

  await session.sleep('1h')
  await expect(tab.dialogTitle).toHaveText('You’ve been signed out')
  await expect(tab.cases).not.toBeAttached()
  await expect.poll(() => session.state()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })

  await tab.dialog.getByRole('button', { name: 'Sign in again' }).click()
  await expect(tab.cases).toBeVisible()
  await session.end('revoked')
  await expect(tab.cases).not.toBeAttached()
  await expect.poll(() => session.state()).toMatchObject({ status: 'ended', end: { reason: 'revoked' } })
})
