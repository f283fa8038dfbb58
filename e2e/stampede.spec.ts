import process from 'node:process'
import type { Page } from '@playwright/test'
import { type App, type AuthServer, type Counts, expect, test } from './harness/index.ts'
import { holdsLock } from './stampede/lock-holder.ts'
import { type Note, standing, takeNotes, tornOffNotes } from './stampede/public-session.ts'

const TABS = 10
const CYCLES = Number(process.env['STAMPEDE_CYCLES'] ?? 5)
/** In these the tab whose request is under way is closed. */
const HOLDER_CLOSED: readonly number[] = [2, 4]
const POLICY = { speed: '1', refreshLead: '10s' } as const
const LOCK = 'stillhere/1/demo'

test.use({ lifetimes: { accessTokenSeconds: 20 } })

test('P-4 P-6 R-67 ten tabs refresh with one request per cycle, two at most where the tab that asks is closed in mid-request, and nobody is signed out', async ({
  app,
  server,
  sightings,
}) => {
  test.setTimeout(60_000 + CYCLES * 15_000)
  const first = await app.signIn(POLICY)
  sightings.forget()
  server.setFaults({ slow: { times: 'always', seconds: 2 } })
  const pages = [first.page]
  await takeNotes(first.page)
  await fill(pages, app)

  const totals = { cycles: 0, dueTabs: 0 }
  const spentInAll = { tokenRequests: 0, refreshes: 0 }
  let before = server.counts()
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    const closing = HOLDER_CLOSED.includes(cycle)
    await test.step(`cycle ${cycle}${closing ? ', with the holder closed' : ''}`, async () => {
      const notes = closing ? await cycleWithHolderClosed(pages, server, before) : await plainCycle(pages, server, before)
      const answers = notes.flat().filter(({ what }) => what === 'answered')
      const firstAnswerAt = Math.min(...answers.map(({ now }) => now))
      const due = notes.filter((ofTab) => ofTab.some((note) => isDue(note) && note.now <= firstAnswerAt))
      expect(due, 'tabs that were due before the first answer').toHaveLength(TABS)
      expect(answers, 'answers').toHaveLength(1)
      const cost = spent(server.counts(), before)
      expect(cost).toEqual({
        tokenRequests: 1,
        handler: { refresh: closing ? 2 : 1, extend: 0, peek: 0, logout: 0 },
        reuses: 0,
        unauthorized: 0,
      })
      totals.cycles += 1
      totals.dueTabs += due.length
      spentInAll.tokenRequests += cost.tokenRequests
      spentInAll.refreshes += cost.handler.refresh
      await fill(pages, app)
      before = server.counts()
    })
  }

  expect(totals).toEqual({ cycles: CYCLES, dueTabs: CYCLES * TABS })
  const { reuses } = server.counts()
  expect(reuses).toBe(0)
  test.info().annotations.push({ type: 'counts', description: JSON.stringify({ ...totals, ...spentInAll, reuses }) })
  for (const page of pages) {
    expect((await standing(page)).status).toBe('signed-in')
    await expect(page.getByRole('table', { name: 'Cases' })).toBeVisible()
    expect(await sightings.of(page, 'dialog')).toEqual([])
    expect(await sightings.of(page, 'sign-in page')).toEqual([])
  }
})

/** Opens tabs until there are ten, and waits until all of them know of the same token, with time to spare. */
async function fill(pages: Page[], app: App): Promise<void> {
  const missing = Array.from({ length: TABS - pages.length }, async () => {
    const { page, cases } = await app.open('/', POLICY)
    await expect(cases).toBeVisible()
    await takeNotes(page)
    return page
  })
  pages.push(...(await Promise.all(missing)))
  await expect.poll(() => leastTimeLeftMs(pages), 'all tabs wait for the next refresh').toBeGreaterThan(3000)
  await Promise.all(pages.map(tornOffNotes))
}

async function plainCycle(pages: readonly Page[], server: AuthServer, before: Counts): Promise<readonly (readonly Note[])[]> {
  await expect.poll(() => server.counts().received.refresh - before.received.refresh).toBeGreaterThanOrEqual(1)
  await expect.poll(() => leastTimeLeftMs(pages), 'all tabs know the new token').toBeGreaterThan(0)
  return Promise.all(pages.map(tornOffNotes))
}

async function cycleWithHolderClosed(pages: Page[], server: AuthServer, before: Counts): Promise<readonly (readonly Note[])[]> {
  const asking = await Promise.race(pages.map((page) => page.waitForRequest(/\/session\/refresh$/).then(() => page)))
  expect(await holdsLock(asking, LOCK)).toBe(true)
  // All are due and wait for the one that is about to vanish.
  const notes = new Map<Page, Note[]>(pages.map((page) => [page, []]))
  await expect
    .poll(async () => {
      for (const [page, noted] of notes) noted.push(...(await tornOffNotes(page)))
      return [...notes.values()].filter((noted) => noted.some(isDue)).length
    })
    .toBe(TABS)
  expect(server.counts().handler.refresh - before.handler.refresh, 'the request is still under way').toBe(0)
  pages.splice(pages.indexOf(asking), 1)
  await asking.close()
  await expect.poll(() => server.counts().received.refresh - before.received.refresh).toBeGreaterThanOrEqual(2)
  await expect.poll(() => leastTimeLeftMs(pages), 'all tabs know the new token').toBeGreaterThan(0)
  for (const page of pages) notes.get(page)?.push(...(await tornOffNotes(page)))
  return [...notes.values()]
}

/** Until the next refresh, over the tabs; negative while one of them is due. */
async function leastTimeLeftMs(pages: readonly Page[]): Promise<number> {
  const all = await Promise.all(pages.map(standing))
  return Math.min(...all.map(({ refresh, refreshAt, now }) => (refresh === 'idle' && refreshAt !== null ? refreshAt - now : -1)))
}

function isDue(note: Note): boolean {
  return note.what === 'due' && note.refreshAt !== null && note.now >= note.refreshAt
}

function spent(after: Counts, before: Counts) {
  const handler = (endpoint: 'refresh' | 'extend' | 'peek' | 'logout') => after.handler[endpoint] - before.handler[endpoint]
  return {
    tokenRequests: after.tokenRequests.refresh_token - before.tokenRequests.refresh_token,
    handler: { refresh: handler('refresh'), extend: handler('extend'), peek: handler('peek'), logout: handler('logout') },
    reuses: after.reuses - before.reuses,
    unauthorized: after.apiCalls.unauthorized - before.apiCalls.unauthorized,
  }
}
