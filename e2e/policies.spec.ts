import { endReports, expect } from './harness/index.ts'
import { pageTest } from './harness/page.ts'
import { closesTab, fallsAsleep, refreshesOf, sleptUntil, wakesUp } from './policies/absence.ts'
import { expectGoneAtOnce, expectIn, expectOut, expectSignedOutAtNextLook, OUT } from './policies/expectations.ts'
import { minutes, personUnder, reached, refreshed, staysWhereItIs } from './policies/person.ts'
import { test } from './policies/time.ts'
import { sharedFacts } from './sleep/shared-facts.ts'
import { saysUnauthorized, tornOffNotes } from './stampede/public-session.ts'

// Each waits for clocks most of the time.
test.describe.configure({ mode: 'parallel' })

test('SPEKTR-2 with every refresh failing the dialog opens a minute before the hour is over, and the hour’s end is the end', async ({
  browser,
  server,
  time,
}) => {
  const person = await personUnder({ policy: 'spektr', speed: '30' }, browser, server)
  const { tab, rate, sightings } = person
  // The machine sleeps through most of the hour, which is only waiting.
  await time.passUntil((await fallsAsleep(person)).startedAt + minutes(57), [person])
  await wakesUp(person)
  await expect(tab.cover).not.toBeAttached()
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
  const [first] = warned
  expect(first?.openedAt).toBeGreaterThanOrEqual((first?.endsAt ?? Infinity) - minutes(1))
  // It stays the same warning while answers make its end a little more exact.
  for (const warning of warned)
    expect(warning).toMatchObject({ cause: 'token-expired', openedAt: first?.openedAt, endsAt: about(endsAt), extendable: true })
  expect(end).toMatchObject({ reason: 'token-expired', at: endsAt })
  expect(server.counts().handler.refresh).toBe(0)
  const [dialog, ...others] = await sightings.of(tab.page, 'dialog')
  expect([dialog?.text.includes('You’re about to be signed out'), others]).toEqual([true, []])
  await expectGoneAtOnce(person)
})

test('IAS-1 asleep for 19 minutes since the last refresh one refresh keeps the user in; asleep for 21 they are out before anything is shown', async ({
  browser,
  server,
  time,
}) => {
  const policy = { policy: 'ias', speed: '30' } as const
  const [short, long] = await Promise.all([personUnder(policy, browser, server), personUnder(policy, browser, server)])
  await sleptUntil([short, long], 8, time)
  const sent = { short: refreshesOf(short), long: refreshesOf(long) }

  const { renewal } = await fallsAsleep(short)
  const { renewal: lastOfLong } = await fallsAsleep(long)
  await time.passUntil(renewal.issuedAt + minutes(19), [short, long])
  await wakesUp(short)
  await expectIn(short)
  await refreshed(short, renewal.revision)
  expect((await short.facts()).renewal.revision).toBe(renewal.revision + 1)
  expect(sent.short).toHaveLength(1)
  await short.tab.page.close()

  await time.passUntil(lastOfLong.issuedAt + minutes(21), [long])
  await wakesUp(long)
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
  // A 401 right after a renewal is taken for the answer to a request from before it.
  await reached(person, renewal.issuedAt + minutes(0.5))
  await saysUnauthorized(tab.page)
  await refreshed(person, renewal.revision)
  expect(server.counts().faults).toMatchObject({ dropBefore: 1, unavailable: 1 })
  for (const { cases } of tabs) await expect(cases).toBeVisible()

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
  time,
}) => {
  const policy = { policy: 'privx', speed: '30' } as const
  const [soon, late] = await Promise.all([personUnder(policy, browser, server), personUnder(policy, browser, server)])
  await sleptUntil([soon, late], 10, time)
  const [atSoon, atLate] = [await closesTab(soon), await closesTab(late)]
  const { refresh } = server.counts().received

  await time.passUntil(atSoon.closedAt + minutes(20), [soon, late])
  const back = await soon.app.open('/', policy)
  await expect(back.cases).toBeVisible()
  // Opening a tab is no activity: the hour goes on from where it was.
  expect(await soon.facts(back.page)).toMatchObject({ startedAt: atSoon.startedAt, activityAt: atSoon.activityAt, end: null })
  expect(server.counts().received.refresh - refresh).toBeGreaterThan(0)
  await back.page.close()

  await time.passUntil(atLate.closedAt + minutes(31), [late])
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
  time,
}) => {
  const policy = { policy: 'auth-it', speed: '30' } as const
  const one = () => personUnder(policy, browser, server)
  const [heard, late, unheard] = await Promise.all([one(), one(), one()])
  await sleptUntil([heard, late, unheard], 8, time)
  const last = { heard: await fallsAsleep(heard), late: await fallsAsleep(late), unheard: await fallsAsleep(unheard) }
  await unheard.context.setOffline(true)

  await time.passUntil(Math.min(last.heard.renewal.issuedAt, last.unheard.renewal.issuedAt) + minutes(29), [heard, late, unheard])
  await wakesUp(heard)
  await wakesUp(unheard)
  await unheard.tab.page.mouse.move(300, 300)
  await expectIn(heard)
  await heard.tab.page.close()
  await expectOut(unheard, 'server-idle')
  const endedAt = (await unheard.facts()).end?.at
  expect(endedAt).toBeGreaterThan(last.unheard.renewal.issuedAt + minutes(29.9))
  expect(endedAt).toBeLessThanOrEqual(last.unheard.renewal.issuedAt + minutes(30))

  await time.passUntil(last.late.renewal.issuedAt + minutes(31), [late])
  await wakesUp(late)
  await expectOut(late, 'server-idle')
})

test('CORTEZA-2 with all three at two minutes, closed tabs and a machine asleep for longer are out at the next look; with one of them longer, in', async ({
  browser,
  server,
  time,
}) => {
  const under = (policy: 'corteza' | 'corteza-long-refresh' | 'corteza-long-session') =>
    personUnder({ policy, speed: '6' }, browser, server)
  const closed = await under('corteza')
  const sessionClosed = await under('corteza-long-session')
  const asleep = await under('corteza')
  const refreshAsleep = await under('corteza-long-refresh')
  const left = [await closesTab(closed), await closesTab(sessionClosed)]
  await fallsAsleep(asleep)
  await fallsAsleep(refreshAsleep)
  await staysWhereItIs(asleep.context)
  await time.passUntil(Math.max(...left.map(({ closedAt }) => closedAt)) + minutes(2.5), [closed, sessionClosed, asleep, refreshAsleep])

  await wakesUp(asleep)
  await expectOut(asleep, 'refresh-expired')
  await wakesUp(refreshAsleep)
  await expectIn(refreshAsleep)
  await expectSignedOutAtNextLook(closed)
  const back = await sessionClosed.app.open('/', sessionClosed.policy)
  await expect(back.cases).toBeVisible()
})
