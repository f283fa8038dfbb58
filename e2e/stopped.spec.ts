import type { Page } from '@playwright/test'
import { expect, installVisibleTexts, RATE, type Tab } from './harness/index.ts'
import { type SharedFacts, sharedFacts } from './sleep/shared-facts.ts'
import { holdsLock } from './stampede/lock-holder.ts'
import { standing, takeNotes, tornOffNotes } from './stampede/public-session.ts'
import { awakening, watchAwakening } from './stopped/awakening.ts'
import { test } from './stopped/renderers.ts'

// In every test here the operating system stops the process of a tab and continues it. No clock and no timer is replaced.

const SESSION = 'demo-x30'
const CASE = 'Damp in the upper flat'
const NOTE = 'Called the landlord'
const PRIVATE = [CASE, 'Tomasz Wilk', 'Ada Lovelace', NOTE]
const LIMIT_MS = 90_000
/** So that it is not the last instant that decides. */
const MARGIN_MS = 15_000

test.beforeEach(({ context }) => installVisibleTexts(context, PRIVATE))

test.describe('stopped past the inactivity limit of 90 s', () => {
  const policy = { inactivity: '90s' } as const

  for (const company of ['no other tab is open', 'another tab ends the session meanwhile'] as const) {
    test(`P-11 P-19 R-48 while ${company}: what is seen on waking holds nothing private, and keys that were waiting revive nothing`, async ({
      app,
      server,
      rendererOf,
    }) => {
      const tab = await app.signIn(policy)
      const renderer = await rendererOf(tab.page)
      const others = company === 'no other tab is open' ? [] : [await app.open('/', policy)]
      for (const { page, cases } of others) {
        await expect(cases).toBeVisible()
        await rendererOf(page)
      }
      await writeNote(tab)
      await watchAwakening(tab.page)
      // Whoever is stopped while it writes there keeps the others from the store; this reads behind what is being written.
      await knownFacts(tab.page)
      const stoppedAt = now()
      const before = server.counts().received
      let typing = Promise.resolve()
      await renderer.whileStopped(async () => {
        typing = tab.page.keyboard.type('abc')
        for (const { dialogTitle } of others) await expect(dialogTitle).toHaveText('You’ve been signed out')
        await expect.poll(now).toBeGreaterThan(stoppedAt + LIMIT_MS + MARGIN_MS)
        expect(server.counts().received.logout).toBe(others.length)
      })
      await typing

      await expect
        .poll(() => awakening(tab.page))
        .toEqual({
          silentMs: expect.any(Number),
          shown: { before: PRIVATE, firstChange: [], overdueTimers: [], firstKey: [] },
        })
      expect((await awakening(tab.page)).silentMs).toBeGreaterThan(2000)
      await expect(tab.dialogTitle).toHaveText('You’ve been signed out')
      await expect(tab.dialog).toContainText('We hadn’t seen you for 1 minute')
      for (const gone of [tab.caseTitle, tab.note, tab.personName, tab.cover]) await expect(gone).not.toBeAttached()
      const { activityAt, end } = await knownFacts(tab.page)
      expect(activityAt, 'the last input before the stop').toBeLessThanOrEqual(stoppedAt)
      expect(end?.reason).toBe('inactive')
      expect(end?.at, 'not put off by what came after').toBeLessThanOrEqual(stoppedAt + LIMIT_MS)
      await expect.poll(() => server.counts().received.logout).toBe(1)
      expect(server.counts().received).toMatchObject({ refresh: before.refresh, extend: before.extend, login: before.login })
    })
  }
})

test.describe('stopped past the end of a token of 150 s, nobody away for too long', () => {
  test.use({ lifetimes: { accessTokenSeconds: 150 } })

  test('P-19 on waking the work is covered, and one refresh brings it back as it was: same document, text and focus', async ({
    app,
    server,
    rendererOf,
  }) => {
    const tab = await app.signIn({ refreshLead: '30s' })
    const renderer = await rendererOf(tab.page)
    await writeNote(tab)
    let navigations = 0
    tab.page.on('framenavigated', () => (navigations += 1))
    const sameDocument = await tab.page.evaluateHandle(() => document)
    const sameNote = await tab.note.elementHandle()
    await watchAwakening(tab.page)
    const tokenEndsAt = (await knownFacts(tab.page)).renewal?.endsAt['token-expired'] ?? Number.POSITIVE_INFINITY
    const before = server.counts()
    server.setFaults({ slow: { times: 1, seconds: 1 } })
    await renderer.whileStopped(() => expect.poll(now).toBeGreaterThan(tokenEndsAt))

    await expect(tab.cover).toBeVisible()
    await expect(tab.note).toBeHidden()
    await expect
      .poll(() => awakening(tab.page))
      .toEqual({ silentMs: expect.any(Number), shown: { before: PRIVATE, firstChange: [], overdueTimers: [], firstKey: null } })
    await expect(tab.cover).not.toBeAttached()
    await expect(tab.note).toBeVisible()
    await expect(tab.note).toHaveValue(NOTE)
    await expect(tab.note).toBeFocused()
    await expect(tab.personName).toHaveText('Ada Lovelace')
    const same = await tab.page.evaluate(([wasDocument, wasNote]) => wasDocument === document && wasNote === document.activeElement, [
      sameDocument,
      sameNote,
    ] as const)
    expect({ same, navigations }).toEqual({ same: true, navigations: 0 })
    const { received, handler, tokenRequests } = server.counts()
    expect(received).toEqual({ ...before.received, refresh: before.received.refresh + 1 })
    expect(handler).toEqual({ ...before.handler, refresh: before.handler.refresh + 1 })
    expect(tokenRequests.refresh_token - before.tokenRequests.refresh_token).toBe(1)
  })
})

test.describe('stopped in mid-refresh, with the lock in hand', () => {
  test.use({ lifetimes: { accessTokenSeconds: 3600 } })

  test('P-6 R-67 R-68 another tab takes over after the lease, nobody is signed out or covered, and on waking the holder joins and lets go of the lock', async ({
    app,
    server,
    sightings,
    rendererOf,
  }) => {
    test.setTimeout(90_000)
    const policy = { inactivity: '2h' } as const
    const [holder, other] = [await app.signIn(policy), await app.open('/', policy)]
    await expect(other.cases).toBeVisible()
    const renderer = await rendererOf(holder.page)
    await rendererOf(other.page)
    for (const { page } of [holder, other]) {
      await takeNotes(page)
      // The API asks each tab once for a fresh token, and the tab refreshes.
      await page.route('**/api/cases/*', (route) => route.fulfill({ status: 401 }), { times: 1 })
    }
    sightings.forget()
    server.resetCounts()
    server.setFaults({ slow: { times: 1, seconds: 2 } })
    await holder.openCase(CASE)
    await expect.poll(() => server.counts().received.refresh).toBe(1)
    expect(await holdsLock(holder.page, `stillhere/1/${SESSION}`)).toBe(true)
    expect(server.counts().handler.refresh, 'the request is still under way').toBe(0)

    await renderer.whileStopped(async () => {
      await other.openCase(CASE)
      const waitsSince = Date.now()
      await expect(other.caseTitle).toHaveText(CASE, { timeout: 45_000 })
      // Longer than a holder that runs would give its own attempt.
      expect(Date.now() - waitsSince).toBeGreaterThan(30_000)
      // One after the other: the session server has nothing to coalesce, and each goes to the provider with a token of its own.
      const { received, handler, tokenRequests, reuses } = server.counts()
      expect([received.refresh, handler.refresh, tokenRequests.refresh_token, reuses]).toEqual([2, 2, 2, 0])
      expect((await standing(other.page)).status).toBe('signed-in')
    })

    await expect(holder.caseTitle).toHaveText(CASE)
    expect(
      (await tornOffNotes(holder.page)).filter(({ what }) => what === 'answered'),
      'its late answer',
    ).toHaveLength(1)
    const { renewal, end } = await knownFacts(other.page)
    expect({ revision: renewal?.revision, end }).toEqual({ revision: 2, end: null })
    for (const { page } of [holder, other]) {
      await expect
        .poll(() => standing(page))
        .toMatchObject({ status: 'signed-in', refresh: 'idle', tokenEndsAt: renewal?.endsAt['token-expired'] })
      for (const subject of ['dialog', 'sign-in page', 'cover'] as const) expect(await sightings.of(page, subject)).toEqual([])
    }
    await expect.poll(() => heldLocks(other.page)).toEqual([])
    const { received, reuses, apiCalls } = server.counts()
    expect([received.refresh, received.extend, reuses, apiCalls.unauthorized]).toEqual([2, 0, 0, 0])
  })
})

/** Types a note that is not saved. */
async function writeNote(tab: Tab): Promise<void> {
  await tab.openCase(CASE)
  await tab.note.click()
  await tab.page.keyboard.type(NOTE)
  await expect(tab.note).toHaveValue(NOTE)
}

async function knownFacts(page: Page): Promise<SharedFacts> {
  const facts = await sharedFacts(page, SESSION)
  if (facts === null) throw new Error('The tabs share nothing.')
  return facts
}

/** On the demo's clock, which is the machine's, faster. */
function now(): number {
  return Date.now() * RATE
}

async function heldLocks(page: Page): Promise<readonly (string | undefined)[]> {
  return page.evaluate(async () => ((await navigator.locks.query()).held ?? []).map(({ name }) => name))
}
