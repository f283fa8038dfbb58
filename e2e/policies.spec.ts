import { endReports, expect, test } from './harness/index.ts'
import { pageTest } from './harness/page.ts'
import { asleepAfter, closedAfter, refreshesOf, wakesAfter } from './policies/absence.ts'
import { expectGoneAtOnce, expectIn, expectOut, expectSignedOutAtNextLook, OUT } from './policies/expectations.ts'
import { minutes, personUnder, reached, refreshed } from './policies/person.ts'
import { sharedFacts } from './sleep/shared-facts.ts'
import { saysUnauthorized, tornOffNotes } from './stampede/public-session.ts'

// Each waits for clocks most of the time.
test.describe.configure({ mode: 'parallel' })

test('SPEKTR-2 with every refresh failing the dialog opens a minute before the hour is over, and the hour’s end is the end', async ({
  browser,
  server,
}) => {
  const person = await personUnder({ policy: 'spektr', speed: '360' }, browser, server)
  const { tab, rate, sightings } = person
  server.setFaults({ dropBefore: 'always' })
  sightings.forget()
  await expect(tab.dialogTitle).toHaveText(OUT)

  const { startedAt, renewal, end } = await person.facts()
  const endsAt = renewal.endsAt['token-expired'] ?? 0
  // What answers say of the same instant differs by the time that they take, which the scale makes longer.
  const about = (at: number) => ({ asymmetricMatch: (other: unknown) => Math.abs(Number(other) - at) < 1000 * rate })
  expect(endsAt).toEqual(about(startedAt + minutes(60)))
  const notes = await tornOffNotes(tab.page)
  const [due] = notes.filter((note) => note.what === 'due')
  expect(due).toMatchObject({ refreshAt: (due?.tokenEndsAt ?? 0) - minutes(2), tokenEndsAt: about(endsAt) })
  expect(due?.now).toBeGreaterThanOrEqual(due?.refreshAt ?? Infinity)
  const warned = notes.filter((note) => note.what === 'warned')
  expect(warned.length).toBeGreaterThan(0)
  for (const warning of warned) {
    expect(warning).toMatchObject({ cause: 'token-expired', endsAt: about(endsAt), extendable: true })
    expect(warning.openedAt).toBeGreaterThanOrEqual(warning.endsAt - minutes(1))
    expect(warning.openedAt).toBeLessThan(warning.endsAt)
  }
  expect(end).toMatchObject({ reason: 'token-expired', at: endsAt })
  expect(server.counts().handler.refresh).toBe(0)
  const [dialog, ...others] = await sightings.of(tab.page, 'dialog')
  expect([dialog?.text.includes('You’re about to be signed out'), others]).toEqual([true, []])
  await expectGoneAtOnce(person)
})

test('IAS-1 asleep for 19 minutes since the last refresh one refresh keeps the user in; asleep for 21 they are out before anything is shown', async ({
  browser,
  server,
}) => {
  const policy = { policy: 'ias', speed: '150' } as const
  const [short, long] = await Promise.all([personUnder(policy, browser, server), personUnder(policy, browser, server)])
  await Promise.all([short, long].map((person) => asleepAfter(person, 'a refresh')))
  const sent = { short: refreshesOf(short), long: refreshesOf(long) }
  await Promise.all([wakesAfter(short, 19), wakesAfter(long, 21)])

  await expectIn(short)
  const [first = 0] = sent.short
  expect(sent.short.filter((at) => at < first + minutes(3))).toHaveLength(1)
  await expectOut(long, 'refresh-expired')
  expect(sent.long).toEqual([])
})

test('IAS-3 lost connections and a 503 are tried again; invalid_grant signs out every tab at once, by one request and without a warning', async ({
  browser,
  server,
}) => {
  const person = await personUnder({ policy: 'ias', speed: '30' }, browser, server)
  const { app, tab, sightings, policy } = person
  const tabs = [tab, await app.open('/', policy)]
  for (const { cases } of tabs) await expect(cases).toBeVisible()
  server.setFaults({ dropBefore: 1, unavailable: { times: 1, retryAfterSeconds: 0 } })
  const { renewal } = await person.facts()
  await saysUnauthorized(tab.page)
  await refreshed(person, renewal.revision)
  expect(server.counts().faults).toMatchObject({ dropBefore: 1, unavailable: 1 })
  for (const { cases } of tabs) await expect(cases).toBeVisible()

  // A 401 right after a refresh is taken for the answer to a request from before it.
  await reached(person, (await person.facts()).renewal.issuedAt + minutes(0.5))
  sightings.forget()
  server.resetCounts()
  server.setFaults({ reject: 1 })
  await saysUnauthorized(tab.page)
  for (const { dialogTitle } of tabs) await expect(dialogTitle).toHaveText(OUT)
  const { end } = await person.facts()
  expect(end).toMatchObject({ reason: 'refresh-rejected' })
  // Longer than the first pause after a failure is: a retry would have come.
  await reached(person, (end?.at ?? 0) + minutes(0.5))
  expect(server.counts()).toMatchObject({ faults: { reject: 1 }, tokenRequests: { refresh_token: 1 }, received: { refresh: 1 } })
  for (const { page, cases } of tabs) {
    await expect(cases).not.toBeAttached()
    const shown = await sightings.of(page, 'dialog')
    expect(shown.map(({ text }) => text.includes(OUT))).toEqual([true])
    expect(await endReports(page)).toEqual([expect.objectContaining({ shownBefore: true, anotherTaskRan: false })])
  }
})

test('PRIVX-3 where the server holds the tokens, a tab opened after all were closed is in within half an hour of the last renewal, and out beyond', async ({
  browser,
  server,
}) => {
  const policy = { policy: 'privx', speed: '300' } as const
  const [soon, late] = await Promise.all([personUnder(policy, browser, server), personUnder(policy, browser, server)])
  const [atSoon, atLate] = await Promise.all([soon, late].map((person) => closedAfter(person, 10)))
  if (atSoon === undefined || atLate === undefined) throw new Error('Two people were asked for.')
  const { refresh } = server.counts().received

  await reached(soon, atSoon.closedAt + minutes(20))
  const back = await soon.app.open('/', policy)
  await expect(back.cases).toBeVisible()
  // Opening a tab is no activity: the hour goes on from where it was.
  const after = await soon.facts(back.page)
  expect(after).toMatchObject({ startedAt: atSoon.startedAt, activityAt: atSoon.activityAt, end: null })
  await back.page.close()
  expect(server.counts().received.refresh - refresh).toBeGreaterThan(0)

  await reached(late, atLate.closedAt + minutes(31))
  await expectSignedOutAtNextLook(late)
})

pageTest.describe('tokens that live in tabs', () => {
  // Real seconds: 5 and 30 minutes at ×300.
  pageTest.use({ entry: 'tokens-in-tabs', client: { accessTokenSeconds: 1, refreshWindowSeconds: 6 } })

  pageTest(
    'PRIVX-3 die with them: ten minutes after the sign-in every tab is closed, and one that is opened after the token’s end starts signed out',
    async ({ sightings, pages }) => {
      const rate = 300
      const first = await pages.open()
      await first.getByRole('button', { name: 'Sign in' }).click()
      await pages.fillProviderForm(first)
      await expect(first.getByText('Ada Lovelace')).toBeVisible()
      const signedInAt = Date.now() * rate
      await reached({ rate }, signedInAt + minutes(10))
      await expect(first.getByText('Ada Lovelace')).toBeVisible()
      const facts = await sharedFacts(first, 'tokens-in-tabs')
      await first.close()
      // No tab refreshes any more, so the last token is over by then; the refresh token, which nobody has, is not.
      await reached({ rate }, Date.now() * rate + minutes(5))
      expect(facts?.end).toBeNull()
      expect(Date.now() * rate).toBeLessThan((facts?.activityAt ?? 0) + minutes(60))

      const { refresh_token } = pages.server.counts().tokenRequests
      expect(refresh_token).toBeGreaterThan(0)
      const later = await pages.open()
      await expect(later.getByRole('button', { name: 'Sign in' })).toBeVisible()
      expect(await sightings.of(later, 'name')).toEqual([])
      expect(pages.server.counts().tokenRequests.refresh_token).toBe(refresh_token)
    },
  )
})

test('PRIVX-5 with a limit of an hour saved earlier and refresh_token_valid of 15 minutes the end comes after 15 minutes, though a tab is open', async ({
  browser,
  server,
}) => {
  const person = await personUnder({ policy: 'privx-saved-limit', speed: '300' }, browser, server)
  const { tab } = person
  await tab.page.mouse.move(300, 300)
  const { startedAt, activityAt } = await person.facts()
  await expect(tab.dialogTitle).toHaveText(OUT)

  const { end } = await person.facts()
  expect(end).toMatchObject({ reason: 'max-lifetime', at: startedAt + minutes(15) })
  expect(end?.at).toBeLessThan(activityAt + minutes(60))
  expect(server.counts().handler.refresh).toBeGreaterThan(0)
  const warned = (await tornOffNotes(tab.page)).filter((note) => note.what === 'warned')
  for (const { extendable } of warned.filter(({ cause }) => cause === 'max-lifetime')) expect(extendable).toBe(false)
  await expectGoneAtOnce(person)
})

test('AUTHIT-3 asleep for 31 minutes since the last refresh: out; for 29: in; and input that the server has not heard of moves nothing', async ({
  browser,
  server,
}) => {
  const policy = { policy: 'auth-it', speed: '150' } as const
  const people = await Promise.all([29, 31, 29].map(() => personUnder(policy, browser, server)))
  const [heard, late, unheard] = people
  if (!heard || !late || !unheard) throw new Error('Three people were asked for.')
  const before = await Promise.all(people.map((person) => asleepAfter(person, 'a refresh')))
  await unheard.context.setOffline(true)
  await Promise.all([
    wakesAfter(heard, 29),
    wakesAfter(late, 31),
    wakesAfter(unheard, 29).then(() => unheard.tab.page.mouse.move(300, 300)),
  ])

  await expectIn(heard)
  await expectOut(late, 'server-idle')
  await expectOut(unheard, 'server-idle')
  const lastHeardAt = before[2]?.renewal.issuedAt ?? 0
  const endedAt = (await unheard.facts()).end?.at
  expect(endedAt).toBeGreaterThan(lastHeardAt + minutes(29))
  expect(endedAt).toBeLessThanOrEqual(lastHeardAt + minutes(30))
})

test('CORTEZA-2 with all three at two minutes, closed tabs and a machine asleep for longer are out at the next look; with one of them longer, in', async ({
  browser,
  server,
}) => {
  const under = (policy: 'corteza' | 'corteza-long-refresh' | 'corteza-long-session') =>
    personUnder({ policy, speed: '40' }, browser, server)
  const closed = await under('corteza')
  const last = await closedAfter(closed, 0)
  const sessionClosed = await under('corteza-long-session')
  const { closedAt } = await closedAfter(sessionClosed, 0)
  const asleep = await under('corteza')
  await asleepAfter(asleep, 'the sign-in')
  // What is shown then stays: the page does not go on to the provider.
  await asleep.tab.page.evaluate((name) => sessionStorage.setItem(`${name}:silent-sign-in`, 'yes'), 'demo-corteza-x40')
  const refreshAsleep = await under('corteza-long-refresh')
  await asleepAfter(refreshAsleep, 'the sign-in')
  await Promise.all([wakesAfter(asleep, 2.5), wakesAfter(refreshAsleep, 2.5)])
  await reached(closed, last.closedAt + minutes(2.5))

  await expectSignedOutAtNextLook(closed)
  await expectOut(asleep, 'refresh-expired')
  await expectIn(refreshAsleep)
  await reached(sessionClosed, closedAt + minutes(2.5))
  const back = await sessionClosed.app.open('/', sessionClosed.policy)
  await expect(back.cases).toBeVisible()
})
