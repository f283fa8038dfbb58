import process from 'node:process'
import type { CDPSession, Page } from '@playwright/test'
import { expect, test as base } from '../harness/index.ts'

/** The operating system's process that runs a tab: its scripts, its timers, its painting. */
export interface Renderer {
  /**
   * Stops the process (SIGSTOP) while `work` is done, and continues it (SIGCONT) however that ends. Whoever asks the page anything
   * meanwhile gets no answer before.
   */
  whileStopped(work: () => Promise<void>): Promise<void>
}

interface Fixtures {
  /** The process of a tab, found by giving the tab something to do. Throws when another tab that was asked for runs in it too. */
  rendererOf: (page: Page) => Promise<Renderer>
}

const BUSY_MS = 150

export const test = base.extend<Fixtures>({
  // Needs `context` so as to be torn down first: a page whose process is stopped cannot be closed.
  rendererOf: async ({ browser, context: _closedLater }, provide) => {
    const inspector = await browser.newBrowserCDPSession()
    const tabs = new Map<number, Page>()
    const stopped = new Set<number>()
    const proceed = (pid: number): void => {
      process.kill(pid, 'SIGCONT')
      stopped.delete(pid)
    }

    await provide(async (page) => {
      const pid = await busyRenderer(inspector, page)
      const tab = tabs.get(pid) ?? page
      if (tab !== page)
        throw new Error(`${tab.url()} and ${page.url()} run in one renderer, which cannot be stopped for one of them alone.`)
      tabs.set(pid, page)
      return {
        async whileStopped(work) {
          stopped.add(pid)
          process.kill(pid, 'SIGSTOP')
          try {
            await work()
          } finally {
            proceed(pid)
          }
        },
      }
    })

    // A test that runs out of time is left where it stands.
    for (const pid of stopped) proceed(pid)
    await inspector.detach()
  },
})

/** The renderer that works while the page does; Chromium names no process's page. Measured anew while another one starts or works. */
async function busyRenderer(inspector: CDPSession, page: Page): Promise<number> {
  let pid = 0
  await expect(async () => {
    const before = await cpuTimes(inspector)
    await page.evaluate((forMs) => {
      const start = performance.now()
      while (performance.now() < start + forMs);
    }, BUSY_MS)
    const spent = [...(await cpuTimes(inspector))].map(([id, seconds]) => ({ id, seconds: seconds - (before.get(id) ?? 0) }))
    const [first, second] = spent.sort((a, b) => b.seconds - a.seconds)
    expect(first?.seconds, JSON.stringify(spent)).toBeGreaterThan(3 * (second?.seconds ?? 0))
    pid = first?.id ?? 0
  }).toPass()
  return pid
}

/** Of all renderers, in seconds since they began. */
async function cpuTimes(inspector: CDPSession): Promise<ReadonlyMap<number, number>> {
  const { processInfo } = await inspector.send('SystemInfo.getProcessInfo')
  return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]))
}
