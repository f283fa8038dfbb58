import { expect, test } from './harness/index.ts'

const OUT = 'You’ve been signed out'
const STILL_HERE = 'Are you still here?'

test.describe('a token of 8 min that cannot be refreshed', () => {
  test.use({ lifetimes: { accessTokenSeconds: 480 } })

  test('SPEKTR-3 R-7 "Stay signed in" fails, says so and leaves the dialog open and counting; once the server is back it closes it', async ({
    app,
    server,
    sightings,
  }) => {
    // The word to come back in a minute keeps the background attempts quiet, so that every further request is the user's own.
    server.setFaults({ unavailable: { times: 'always', retryAfterSeconds: 60 } })
    const tab = await app.signIn({ refreshLead: '4m' })
    await expect.poll(() => server.counts().received.refresh).toBe(1)
    // A failed attempt alone opens nothing; that waits until it is time to warn.
    expect(await sightings.of(tab.page, 'dialog')).toEqual([])
    await tab.stayButton.waitFor()
    await expect(tab.dialogTitle).toHaveText('You’re about to be signed out')
    await expect(tab.stayProblem).toBeHidden()

    await tab.stayButton.click()
    await expect(tab.stayProblem).toContainText('That didn’t work')
    expect(server.counts().received).toMatchObject({ refresh: 1, extend: 1 })
    const figure = await tab.countdown.textContent()
    await expect(tab.countdown).not.toHaveText(figure ?? '')
    await expect(tab.dialogTitle).toHaveText('You’re about to be signed out')
    await expect(tab.stayButton).toBeFocused()

    server.clearFaults()
    await tab.stayButton.click()
    await expect(tab.dialog).toBeHidden()
    expect(server.counts().received).toMatchObject({ refresh: 1, extend: 2 })
    expect(server.counts().tokenRequests.refresh_token).toBe(1)
    await expect(tab.cases).toBeVisible()
    expect(await sightings.of(tab.page, 'dialog')).toHaveLength(1)
    expect(await sightings.of(tab.page, 'sign-in page')).toHaveLength(1)
  })
})

test('R-60 idle in two tabs, both ask, and one click on "Stay signed in" keeps both', async ({ app, server, sightings }) => {
  const tabs = [await app.signIn({ inactivity: '4m' }), await app.open('/', { inactivity: '4m' })] as const
  await Promise.all(tabs.map((tab) => tab.stayButton.waitFor()))
  for (const tab of tabs) await expect(tab.dialogTitle).toHaveText(STILL_HERE)
  server.resetCounts()
  await tabs[1].stayButton.click()
  for (const tab of tabs) {
    await expect(tab.dialog).toBeHidden()
    await expect(tab.cases).toBeVisible()
  }
  // Each looks for itself shortly before the end, and would ask the server then; this one was told.
  expect(server.counts().received).toMatchObject({ peek: 0, refresh: 0, extend: 0 })
  // The limit counts from the click now: what both show next is the same question, and not the end.
  await Promise.all(tabs.map((tab) => tab.stayButton.waitFor()))
  for (const { page } of tabs) {
    const shown = await sightings.of(page, 'dialog')
    expect(shown.map(({ text }) => text.includes(STILL_HERE))).toEqual([true, true])
  }
  expect(server.counts().received.logout).toBe(0)
})

test('R-18 idle in two tabs without a click, both end as inactive and say for how long', async ({ app, server, sightings }) => {
  const tabs = [await app.signIn({ inactivity: '2m' }), await app.open('/', { inactivity: '2m' })]
  for (const tab of tabs) {
    await expect(tab.dialogTitle).toHaveText(OUT)
    await expect(tab.dialog).toContainText('We hadn’t seen you for 2 minutes.')
    await expect(tab.cases).not.toBeAttached()
    // It asked first; the face changes in the open dialog, which never closes and opens again.
    const shown = await sightings.of(tab.page, 'dialog')
    expect(shown.map(({ text }) => text.includes(STILL_HERE))).toEqual([true])
  }
  // One of the two tells the server.
  await expect.poll(() => server.counts().handler.logout).toBe(1)
  const later = await app.open('/', { inactivity: '2m' })
  await expect(later.signInPage).toBeVisible()
  expect(await sightings.of(later.page, 'cases')).toEqual([])
  expect(server.counts().received.logout).toBe(1)
})
