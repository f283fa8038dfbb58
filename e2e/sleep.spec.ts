import type { BrowserContext, Page } from '@playwright/test'
import { type App, expect, RATE, type Tab, test } from './harness/index.ts'
import { closeLid, installLaptop, letTimePass, openLid, waking } from './sleep/laptop.ts'
import { clockOf, sharedFacts } from './sleep/shared-facts.ts'

const NOTE = 'Called the landlord'
const PRIVATE = ['Damp in the upper flat', 'Tomasz Wilk', 'Ada Lovelace', NOTE]
const MINUTE_MS = 60_000

const FIRST_TASKS = {
  timer: (page: Page) => openLid(page, 'timers'),
  visibilitychange: (page: Page) => openLid(page, 'visibilitychange'),
  pageshow: (page: Page) => openLid(page, 'pageshow'),
  async online(page: Page, context: BrowserContext) {
    await openLid(page, 'input')
    await context.setOffline(false)
  },
  async keydown(page: Page) {
    await openLid(page, 'input')
    await page.keyboard.type('abc')
  },
  async pointermove(page: Page) {
    await openLid(page, 'input')
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 310)
  },
} as const

test.describe('asleep past the inactivity limit of 4 min', () => {
  for (const monotonic of ['stands still', 'runs'] as const) {
    for (const [firstTask, wake] of Object.entries(FIRST_TASKS)) {
      test(`P-11 P-19 R-48 the first task on waking (${firstTask}, monotonic clock that ${monotonic}) hides all, and the session ends as inactive, never revived`, async ({
        app,
        context,
        server,
      }) => {
        await installLaptop(context, monotonic, PRIVATE)
        const { page, dialog, dialogTitle, caseTitle, note, personName, cover } = await writeNote(app, { inactivity: '4m' })
        if (firstTask === 'online') await context.setOffline(true)
        expect(await closeLid(page)).toEqual(PRIVATE)
        const closedAt = await clockOf(page, RATE)
        const before = server.counts()
        await letTimePass(page, (60 * MINUTE_MS) / RATE)
        await wake(page, context)

        await expect.poll(() => waking(page)).toEqual({ firstTask, shown: [] })
        await expect(dialogTitle).toHaveText('You’ve been signed out')
        await expect(dialog).toContainText('We hadn’t seen you for 4 minutes.')
        for (const gone of [caseTitle, note, personName, cover]) await expect(gone).not.toBeAttached()
        const facts = await sharedFacts(page, 'demo-x30')
        expect(facts?.activityAt).toBeLessThanOrEqual(closedAt)
        expect(facts?.end).toMatchObject({ reason: 'inactive', at: (facts?.activityAt ?? 0) + 4 * MINUTE_MS })
        await expect.poll(() => server.counts().received.logout).toBe(1)
        const { received } = server.counts()
        expect({ ...received, logout: 0 }).toEqual(before.received)
      })
    }
  }
})

test('asleep for a while with nothing past its end, the work is covered on waking and comes back by one look, without a refresh', async ({
  app,
  context,
  server,
}) => {
  await installLaptop(context, 'stands still', PRIVATE)
  const tab = await writeNote(app, {})
  const { page, cover } = tab
  const navigations = countNavigations(page)
  await mark(page)
  const before = server.counts()
  expect(await closeLid(page)).toEqual(PRIVATE)
  await letTimePass(page, (10 * MINUTE_MS) / RATE)
  await openLid(page, 'visibilitychange')

  await expect.poll(() => waking(page)).toEqual({ firstTask: 'visibilitychange', shown: [] })
  await expectAsBefore(tab)
  await expect(cover).not.toBeAttached()
  expect(server.counts().received).toEqual({ ...before.received, peek: before.received.peek + 1 })
  expect([await isMarked(page), navigations()]).toEqual([true, 0])
})

test.describe('asleep past the end of a token of 4 min, nobody away for too long', () => {
  test.use({ lifetimes: { accessTokenSeconds: 240 } })

  test('on waking the work is covered, and one refresh brings it back as it was: same page, text and focus', async ({
    app,
    context,
    server,
  }) => {
    await installLaptop(context, 'stands still', PRIVATE)
    const tab = await writeNote(app, { refreshLead: '1m' })
    const { page, cover, note } = tab
    const navigations = countNavigations(page)
    await mark(page)
    const before = server.counts()
    server.setFaults({ slow: { times: 1, seconds: 1 } })
    await sleepPastToken(page)
    await openLid(page, 'visibilitychange')

    await expect(cover).toBeVisible()
    await expect(note).toBeHidden()
    expect(await waking(page)).toEqual({ firstTask: 'visibilitychange', shown: [] })
    await expect(cover).not.toBeAttached()
    await expectAsBefore(tab)
    const { received, handler, tokenRequests } = server.counts()
    expect(received).toEqual({ ...before.received, refresh: before.received.refresh + 1 })
    expect(handler).toEqual({ ...before.handler, refresh: before.handler.refresh + 1 })
    expect(tokenRequests.refresh_token - before.tokenRequests.refresh_token).toBe(1)
    expect([await isMarked(page), navigations()]).toEqual([true, 0])
  })

  test('P-3 on waking without a network the cover says that the work is kept; back online the work is there, and the sign-in page never was', async ({
    app,
    context,
    server,
    sightings,
  }) => {
    await installLaptop(context, 'runs', PRIVATE)
    const tab = await writeNote(app, { refreshLead: '1m' })
    const { page, cover, note } = tab
    const navigations = countNavigations(page)
    await mark(page)
    sightings.forget()
    const before = server.counts()
    await context.setOffline(true)
    await sleepPastToken(page)
    await openLid(page, 'timers')

    await expect(cover).toBeVisible()
    await expect(cover).toContainText('Your work is kept and comes back as soon as we know.')
    await expect(note).toBeHidden()
    expect(await waking(page)).toEqual({ firstTask: 'timer', shown: [] })
    expect(server.counts().received).toEqual(before.received)
    await context.setOffline(false)
    await expect(cover).not.toBeAttached()
    await expectAsBefore(tab)
    expect(server.counts().tokenRequests.refresh_token - before.tokenRequests.refresh_token).toBe(1)
    expect(await sightings.of(page, 'sign-in page')).toEqual([])
    expect((await sightings.of(page, 'dialog')).filter(({ text }) => !text.includes('Reconnecting'))).toEqual([])
    expect([await isMarked(page), navigations()]).toEqual([true, 0])
  })
})

/** Signs in and types a note that is not saved. */
async function writeNote(app: App, policy: { readonly inactivity?: string; readonly refreshLead?: string }): Promise<Tab> {
  const tab = await app.signIn(policy)
  await tab.openCase('Damp in the upper flat')
  await tab.note.click()
  await tab.page.keyboard.type(NOTE)
  await expect(tab.note).toHaveValue(NOTE)
  return tab
}

/** Really sleeps, because the provider's clock cannot be moved: its token has to be over too. */
async function sleepPastToken(page: Page): Promise<void> {
  await closeLid(page)
  const endsAt = (await sharedFacts(page, 'demo-x30'))?.renewal?.endsAt['token-expired'] ?? Number.POSITIVE_INFINITY
  await expect.poll(() => clockOf(page, RATE)).toBeGreaterThan(endsAt)
}

async function expectAsBefore({ note, personName }: Tab): Promise<void> {
  await expect(note).toBeVisible()
  await expect(note).toHaveValue(NOTE)
  await expect(note).toBeFocused()
  await expect(personName).toHaveText('Ada Lovelace')
}

function countNavigations(page: Page): () => number {
  let count = 0
  page.on('framenavigated', () => (count += 1))
  return () => count
}

async function mark(page: Page): Promise<void> {
  await page.evaluate(() => void Reflect.set(globalThis, 'stillhereMark', true))
}

async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.get(globalThis, 'stillhereMark') === true)
}
