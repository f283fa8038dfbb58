import { expect, test } from './harness/index.ts'

const OUT = 'You’ve been signed out'

test('IAS-8 a sign-out at the provider reaches three tabs that nobody touches, once and for its reason', async ({
  app,
  context,
  server,
  sightings,
}) => {
  const tabs = [await app.signIn({ events: 'on' }), await app.open('/', { events: 'on' }), await app.open('/', { events: 'on' })]
  for (const tab of tabs) await expect(tab.cases).toBeVisible()
  for (const { page } of tabs) await page.evaluate(() => Reflect.set(globalThis, 'sameDocument', true))
  server.resetCounts()
  sightings.forget()

  const provider = await context.newPage()
  await provider.goto(`${server.issuer}/session/end`)
  for (const tab of tabs) {
    await expect(tab.dialogTitle).toHaveText(OUT)
    await expect(tab.cases).not.toBeAttached()
    expect(await tab.page.evaluate(() => Reflect.get(globalThis, 'sameDocument'))).toBe(true)
  }
  const { backChannelLogouts, received, tokenRequests } = server.counts()
  expect(backChannelLogouts).toEqual({ answered: 1, refused: 0 })
  expect([received.extend, received.refresh, tokenRequests.refresh_token]).toEqual([0, 0, 0])
  for (const { page, signInPage } of tabs) {
    await page.reload()
    await expect(signInPage).toBeVisible()
  }
})

test('R-66 a tab holds one stream, closed with the tab and before the page goes into the back/forward cache, and no presence comes of it', async ({
  app,
  server,
}) => {
  const tab = await app.signIn({ events: 'on' })
  const other = await app.open('/', { events: 'on' })
  await expect(other.cases).toBeVisible()
  await expect.poll(() => server.openStreams()).toBe(2)
  await other.page.close()
  await expect.poll(() => server.openStreams()).toBe(1)
  await tab.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await expect.poll(() => server.openStreams()).toBe(0)
  await tab.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect.poll(() => server.openStreams()).toBe(1)
  expect(server.counts().received.extend).toBe(0)
})

test('R-75 with the provider down a sign-out ends all tabs here, and leads to no error page', async ({ app, server }) => {
  const first = await app.signIn()
  const second = await app.open()
  await expect(second.cases).toBeVisible()
  await server.stopProvider()
  await first.signOutButton.click()
  await expect(first.signInPage).toBeVisible()
  await expect(second.dialogTitle).toHaveText(OUT)
  await second.page.reload()
  await expect(second.signInPage).toBeVisible()
  expect(new URL(first.page.url()).origin).toBe(server.appUrl)
})

test.describe('a server that signs out after four minutes without presence', () => {
  test.use({ lifetimes: { accessTokenSeconds: 1800, inactivitySeconds: 240 } })

  test('R-71 ends a page whose own policy would allow an hour, after a warning that can be answered', async ({ app }) => {
    const tab = await app.signIn({ inactivity: '60m', warningLead: '2m' })
    await expect(tab.stayButton).toBeVisible()
    await tab.stayButton.click()
    await expect(tab.dialog).toBeHidden()
    await expect(tab.dialogTitle).toHaveText(OUT)
    await expect(tab.cases).not.toBeAttached()
  })
})
