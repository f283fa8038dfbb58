import type { BrowserContext, Page } from '@playwright/test'
import { expect, type OpenedPages, pageTest } from './harness/page.ts'
import type { NotedRefreshes } from './pages/noted-refreshes.ts'
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
    `ten tabs on one store refresh with one request per cycle ${withLocks ? 'with' : 'without'} Web Locks`,
    async ({ pages, context }) => {
      await given(context, { ...FAST, tokenStore: 'shared' }, withLocks)
      const tabs = [await first(pages)]
      tabs.push(...(await Promise.all(Array.from({ length: TABS - 1 }, () => pages.open()))))
      const noted = await refreshed(pages, tabs, CYCLES)
      // A cycle is a revision of what all tabs share: no two requests were to replace the same one, whatever the machine was busy with.
      const replaced = noted.flatMap((tab) => tab.replaced).toSorted((a, b) => Number(a) - Number(b))
      expect(replaced).toEqual([...new Set(replaced)])
      expect(replaced).not.toContain(null)
      await expect.poll(() => pages.server.counts()).toMatchObject({ reuses: 0, tokenRequests: { refresh_token: replaced.length } })
      const begun = noted.reduce((sum, tab) => sum + tab.begun, 0)
      pageTest.info().annotations.push({ type: 'counts', description: JSON.stringify({ requests: replaced.length, begun }) })
      expect(begun, 'had each tab asked that was due').toBeGreaterThan(replaced.length * 2)
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
  const noted = await refreshed(pages, tabs, CYCLES * TABS)
  pageTest.info().annotations.push({ type: 'counts', description: JSON.stringify(noted.map(({ replaced }) => replaced.length)) })
  // Each time that its session asks, a tab sends one request at most, and what it holds is always the newest.
  expect(noted.filter(({ asked, replaced }) => replaced.length > asked)).toEqual([])
  expect(pages.server.counts().reuses).toBe(0)
})

/** Lets the tabs refresh so many times together; answers what each has noted. Nobody is signed out meanwhile. */
async function refreshed(pages: OpenedPages, tabs: readonly Page[], times: number): Promise<readonly NotedRefreshes[]> {
  pages.server.setFaults({ slow: { times: 'always', seconds: 0.1 } })
  await Promise.all(tabs.map(isIn))
  await expect.poll(() => pages.server.counts().tokenRequests.refresh_token, { timeout: 60_000 }).toBeGreaterThanOrEqual(times)
  await Promise.all(tabs.map(isIn))
  return Promise.all(tabs.map((tab) => tab.evaluate<NotedRefreshes>(() => Reflect.get(globalThis, 'stopAndTell')())))
}
