import { type App, endReports, expect, installEndProbe, type Tab, test } from './harness/index.ts'

const OUT = 'You’ve been signed out'
const PRIVATE_TEXTS = ['Damp in the upper flat', 'Tomasz Wilk', 'Ada Lovelace']
/** The list's heading and the person in the header: what stands behind the two gates of the page. */
const BEHIND_THE_GATES = { texts: PRIVATE_TEXTS, selector: '#cases-title, .person' }
const PRIVATE = new RegExp(PRIVATE_TEXTS.join('|'))

test('R-61 a sign-out in one tab ends all; the others say where it happened, and nothing brings the session back', async ({
  app,
  server,
  sightings,
}) => {
  const first = await app.signIn()
  const others = [await app.open(), await app.open()]
  for (const tab of others) await expect(tab.cases).toBeVisible()
  sightings.forget()
  await first.signOutButton.click()
  for (const tab of others) {
    await expect(tab.dialogTitle).toHaveText(OUT)
    await expect(tab.dialog).toContainText('You signed out in another window.')
    await expect(tab.cases).not.toBeAttached()
    await expect(tab.personName).not.toBeAttached()
  }
  await expect(first.signInPage).toBeVisible()
  await expect(first.dialog).toBeHidden()
  await expect.poll(() => server.counts().received.logout).toBe(1)
  for (const { page, signInPage } of [...others, await app.open()]) {
    await page.reload()
    await expect(signInPage).toBeVisible()
    expect(await sightings.of(page, 'cases')).toEqual([])
  }
})

test('R-79 the protected list leaves the DOM in the task that ends the session, in the tab that signs out and in the one that hears of it', async ({
  app,
  context,
}) => {
  await installEndProbe(context, BEHIND_THE_GATES)
  const first = await app.signIn()
  const second = await app.open()
  await expect(second.cases).toBeVisible()
  // The provider's page would come at once and take the reports with it.
  await context.route('**/session/logout', () => null)
  await first.signOutButton.click()
  await expect(second.dialogTitle).toHaveText(OUT)

  const [clicked, told] = [await endReports(first.page), await endReports(second.page)]
  expect(clicked.find(({ cause }) => cause === 'click')).toEqual(goneInTheSameTask('click'))
  expect(told[0]).toEqual(goneInTheSameTask('message'))
})

test('R-79 the protected list leaves the DOM in the task in which the timer ends the session', async ({ app, context }) => {
  await installEndProbe(context, BEHIND_THE_GATES)
  const tab = await app.signIn({ inactivity: '2m' })
  await expect(tab.dialogTitle).toHaveText(OUT)
  expect((await endReports(tab.page))[0]).toEqual(goneInTheSameTask('own-end'))
})

test('the probe of these tests tells the same task from the next one', async ({ app, context }) => {
  await installEndProbe(context, { texts: ['a decoy'], selector: '.decoy' })
  const { page } = await app.open()
  for (const how of ['microtask', 'message', 'timer', 'promise of a fetch'] as const) {
    await page.evaluate(async (after) => {
      const decoy = document.createElement('p')
      decoy.textContent = 'a decoy'
      document.body.append(decoy)
      const lookOn: unknown = Reflect.get(globalThis, 'stillhereLookOn')
      if (typeof lookOn !== 'function') throw new Error('The probe is not installed.')
      const remove = () => decoy.remove()
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = remove
      if (after === 'microtask')
        void Promise.resolve()
          .then(() => Promise.resolve())
          .then(remove)
      if (after === 'message') port2.postMessage(null)
      if (after === 'timer') setTimeout(remove)
      if (after === 'promise of a fetch') void fetch('/favicon.svg').finally(remove)
      lookOn('click', true)
    }, how)
    await expect(page.getByText('a decoy')).not.toBeAttached()
  }
  const reports = await endReports(page)
  expect(reports.map(({ goneAfterMicrotasks }) => goneAfterMicrotasks !== null)).toEqual([true, false, false, false])
  expect(reports.map(({ anotherTaskRan }) => anotherTaskRan)).toEqual([false, false, false, false])
})

test('after a sign-out the back button shows nothing private', async ({ app, sightings }) => {
  const { page, ...tab } = await app.signIn()
  await tab.openCase('Damp in the upper flat')
  await expect(tab.caseTitle).toBeVisible()
  await tab.signOutButton.click()
  // By way of the provider, which ends its own session too, back to the front page.
  await page.waitForURL(({ pathname }) => pathname === '/')
  await expect(tab.signInPage).toBeVisible()
  sightings.forget()
  const passed: string[] = []
  while (page.url() !== 'about:blank') {
    await page.goBack()
    passed.push(new URL(page.url()).pathname)
    if (page.url().includes('/cases/')) await expect(tab.signInPage).toBeVisible()
    await expect(page.getByText(PRIVATE)).toHaveCount(0)
  }
  expect(passed).toEqual(['/cases/C-1042', '/', expect.stringContaining('/interaction/'), '/', 'blank'])
  expect(await sightings.of(page, 'cases')).toEqual([])
  expect(await sightings.of(page, 'name')).toEqual([])
})

// Playwright keeps the back/forward cache off, so its two events are played to the page: on the first one the page leaves the
// channel and hears nothing more, as if it were frozen; the second one has to bring it up to date before anything private shows.
test('R-58 R-66 a page that comes back out of the cache shows nothing private before it has learnt of the sign-out elsewhere', async ({
  app,
}) => {
  const cached = await app.signIn()
  const other = await app.open()
  await expect(other.cases).toBeVisible()
  await cached.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await other.signOutButton.click()
  await other.page.waitForURL(({ pathname }) => pathname === '/')
  await expect(other.signInPage).toBeVisible()
  expect(await cached.cases.isVisible(), 'the cached page has not heard of it').toBe(true)

  const stillShown = await cached.page.evaluate(async () => {
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    for (let microtask = 0; microtask < 1000; microtask += 1) await Promise.resolve()
    return document.querySelector('table')?.checkVisibility() ?? false
  })
  expect(stillShown, 'shown to the end of the task in which it came back').toBe(false)
  await expect(cached.dialog).toContainText('You signed out in another window.')
  await expect(cached.cases).not.toBeAttached()
})

test('R-70 when somebody else signs in in a second tab, the first one ends and never shows theirs under the old name', async ({
  app,
  sightings,
}) => {
  const first = await app.signIn({}, 'ada.lovelace')
  await first.openCase('Damp in the upper flat')
  await first.note.fill('For Ada’s eyes')
  const second = await app.open()
  await expect(second.personName).toHaveText('Ada Lovelace')
  await signInAnew(app, second, 'grace.hopper')
  await expect(second.personName).toHaveText('Grace Hopper')

  await expect(first.dialogTitle).toHaveText(OUT)
  await expect(first.dialog).toContainText('Somebody else signed in with this browser.')
  await expect(first.page.getByRole('textbox')).toHaveCount(0)
  expect((await sightings.of(first.page, 'name')).map(({ text }) => text)).toEqual(['Ada Lovelace'])
  expect((await sightings.of(second.page, 'name')).map(({ text }) => text)).toEqual(['Ada Lovelace', 'Grace Hopper'])
  await expect(second.cases).toBeVisible()
})

test.describe('a tab that other tabs cannot reach, with a token of 2 min', () => {
  test.use({ lifetimes: { accessTokenSeconds: 120 } })

  test('R-70 ends at its next refresh when somebody else has signed in meanwhile, and leaves them signed in', async ({
    app,
    sightings,
  }) => {
    const deaf = await app.signIn({}, 'ada.lovelace')
    await deaf.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    const second = await app.open()
    await expect(second.personName).toHaveText('Ada Lovelace')
    await signInAnew(app, second, 'grace.hopper')
    await expect(second.personName).toHaveText('Grace Hopper')

    await expect(deaf.dialogTitle).toHaveText(OUT)
    await expect(deaf.dialog).toContainText('Somebody else signed in with this browser.')
    expect((await sightings.of(deaf.page, 'name')).map(({ text }) => text)).toEqual(['Ada Lovelace'])
    await expect(second.personName).toHaveText('Grace Hopper')
    expect(await sightings.of(second.page, 'dialog')).toEqual([])
  })
})

/** As when a shared computer changes hands: the provider's form again, in a tab of a session that nobody signed out of. */
async function signInAnew(app: App, { page, fillProviderForm }: Tab, login: string): Promise<void> {
  await app.forgetAtProvider()
  const url = new URL(page.url())
  await page.goto(`${url.origin}/x30/session/login?${new URLSearchParams({ return_to: url.pathname + url.search }).toString()}`)
  await fillProviderForm(login)
}

function goneInTheSameTask(cause: string): object {
  return { cause, shownBefore: true, goneAfterMicrotasks: expect.any(Number), anotherTaskRan: false }
}
