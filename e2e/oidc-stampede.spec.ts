import type { BrowserContext, Page } from '@playwright/test'
import { expect, type OpenedPages, pageTest } from './harness/page.ts'
import type { NotedRefreshes, NotedRequest } from './pages/noted-refreshes.ts'
import type { OidcPageOptions } from './pages/oidc.ts'

const TABS = 10
const CYCLES = 20
/** From one refresh to the next, in real time: the token's life but for the lead. */
const CYCLE_MS = 500
/** Clocks of several pages, in whole milliseconds. */
const CLOCKS_MS = 5
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
      const sent = noted.flatMap((tab) => tab.sent).toSorted((a, b) => a.askedAt - b.askedAt)
      // What all tabs share moved on by one with each request, and none was asked for before it was due.
      expect(sent.map(({ revision }) => revision)).toEqual(sent.map((_request, index) => index + 1))
      expect(tooEarly(sent)).toEqual([])
      await expect.poll(() => pages.server.counts()).toMatchObject({ reuses: 0, tokenRequests: { refresh_token: sent.length } })
      const due = noted.reduce((sum, tab) => sum + tab.due, 0)
      pageTest.info().annotations.push({ type: 'counts', description: JSON.stringify({ requests: sent.length, due }) })
      expect(due, 'had each tab asked that was due').toBeGreaterThan(sent.length * 2)
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
  expect(noted.flatMap(({ sent }) => tooEarly(sent))).toEqual([])
  const requests = noted.map(({ sent }) => sent.length)
  const all = requests.reduce((sum, ofTab) => sum + ofTab)
  await expect.poll(() => pages.server.counts()).toMatchObject({ reuses: 0, tokenRequests: { refresh_token: all } })
  pageTest.info().annotations.push({ type: 'counts', description: JSON.stringify(requests) })
})

/** By how much requests for one credential follow each other too closely: a busy machine makes a cycle longer, and nothing makes it shorter. */
function tooEarly(sent: readonly NotedRequest[]): readonly number[] {
  return sent.map(({ askedAt }, index) => askedAt - (sent[index - 1]?.askedAt ?? 0)).filter((gapMs) => gapMs < CYCLE_MS - CLOCKS_MS)
}

/** Lets the tabs refresh so many times together; answers what each has noted. Nobody is signed out meanwhile. */
async function refreshed(pages: OpenedPages, tabs: readonly Page[], times: number): Promise<readonly NotedRefreshes[]> {
  pages.server.setFaults({ slow: { times: 'always', seconds: 0.1 } })
  await Promise.all(tabs.map(isIn))
  const before = pages.server.counts().tokenRequests.refresh_token
  await expect.poll(() => pages.server.counts().tokenRequests.refresh_token - before, { timeout: 60_000 }).toBeGreaterThanOrEqual(times)
  await Promise.all(tabs.map(isIn))
  // Each tab stops by itself, and with it its part in what is due: what it has begun is noted.
  return Promise.all(
    tabs.map(async (tab) => {
      const noted: NotedRefreshes = await tab.evaluate(() => {
        Reflect.get(globalThis, 'stillhereStop')()
        return Reflect.get(globalThis, 'notedRefreshes')
      })
      return noted
    }),
  )
}
