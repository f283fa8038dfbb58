import type { BrowserContext, Page } from '@playwright/test'
import { expect, type OpenedPages, pageTest } from './harness/page.ts'
import type { OidcPageOptions } from './pages/oidc.ts'

const TABS = 10
const CYCLES = 20
/** Half a second of real time from one refresh to the next. */
const FAST = { rate: 60, policy: { refreshLead: '30s', warningLead: { accessTokenLifetime: 'none' } } } as const

pageTest.use({ entry: 'oidc', client: { accessTokenSeconds: 1 } })

async function given(context: BrowserContext, options: OidcPageOptions, withLocks: boolean): Promise<void> {
  await context.addInitScript(
    ({ wanted, locks }) => {
      Reflect.set(globalThis, 'pageOptions', wanted)
      if (!locks) Object.defineProperty(navigator, 'locks', { value: undefined })
    },
    { wanted: options, locks: withLocks },
  )
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const isIn = (page: Page) => expect(page.locator('#state')).toHaveText('signed-in Ada Lovelace')

async function first(pages: OpenedPages): Promise<Page> {
  const page = await pages.open()
  await press(page, 'Sign in')
  await pages.fillProviderForm(page)
  await isIn(page)
  return page
}

for (const withLocks of [true, false]) {
  pageTest(
    `ten tabs on one store refresh with one request per cycle${withLocks ? '' : ', and without Web Locks spend no token twice'}`,
    async ({ pages, context }) => {
      await given(context, { ...FAST, tokenStore: 'shared' }, withLocks)
      const tabs = [await first(pages)]
      tabs.push(...(await Promise.all(Array.from({ length: TABS - 1 }, () => pages.open()))))
      const due = await refreshed(pages, tabs, CYCLES)
      const cycles = apart(due.flat())
      // By so many a count by ends can be off on a busy machine. Without a lock a tab that was held up may renew what has just been
      // renewed, with the new token: none is ever spent twice.
      const more = withLocks ? 1 : Math.ceil(CYCLES / 4)
      const { reuses, tokenRequests } = pages.server.counts()
      expect(reuses).toBe(0)
      expect(tokenRequests.refresh_token).toBeLessThanOrEqual(cycles.length + more)
      expect(due.flat().length, 'had each tab asked that was due').toBeGreaterThan(cycles.length * 2)
      expect(cycles.length).toBeGreaterThanOrEqual(CYCLES)
      const together = cycles.filter((at) => due.filter((ofTab) => ofTab.some((one) => isSame(one, at))).length > 1)
      pageTest.info().annotations.push({
        type: 'counts',
        description: JSON.stringify({ cycles: cycles.length, requests: tokenRequests.refresh_token, due: due.flat().length }),
      })
      expect(together.length, 'cycles in which more than one tab was due').toBeGreaterThanOrEqual(CYCLES / 2)
    },
  )
}

pageTest('ten tabs with a grant each refresh once per tab and cycle, half of them without Web Locks', async ({ pages, context }) => {
  await given(context, FAST, true)
  const tabs = [await first(pages)]
  for (let tab = 1; tab < TABS; tab += 1) {
    if (tab === TABS / 2) await given(context, FAST, false)
    const page = await pages.open()
    await press(page, 'Sign in')
    tabs.push(page)
  }
  const due = await refreshed(pages, tabs, CYCLES * TABS)
  const asked = due.flat().length
  await expect.poll(() => pages.server.counts()).toMatchObject({ reuses: 0, tokenRequests: { refresh_token: asked } })
  pageTest.info().annotations.push({ type: 'counts', description: JSON.stringify(due.map(({ length }) => length)) })
})

/** Two tabs may know the end of one token from answers that were under way for a moment; the next one ends half a minute later. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 15_000
}

function apart(ends: readonly number[]): readonly number[] {
  return ends.toSorted((a, b) => a - b).filter((end, at, all) => !isSame(end, all[at - 1] ?? 0))
}

/** Lets the tabs refresh so many times together; answers which tokens each of them was to replace, by their end. Nobody is signed out meanwhile. */
async function refreshed(pages: OpenedPages, tabs: readonly Page[], times: number): Promise<readonly (readonly number[])[]> {
  pages.server.setFaults({ slow: { times: 'always', seconds: 0.1 } })
  await Promise.all(tabs.map(isIn))
  const before = pages.server.counts().tokenRequests.refresh_token
  await expect.poll(() => pages.server.counts().tokenRequests.refresh_token - before, { timeout: 60_000 }).toBeGreaterThanOrEqual(times)
  await Promise.all(tabs.map(isIn))
  // Each tab stops by itself, and with it its part in what is due: what it has begun is in its list.
  return Promise.all(
    tabs.map(async (tab) => {
      const due: number[] = await tab.evaluate(() => {
        Reflect.get(globalThis, 'stillhereStop')()
        return Reflect.get(globalThis, 'stillhereDue')
      })
      return due
    }),
  )
}
