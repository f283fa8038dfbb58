import puppeteer from 'puppeteer-core'
import { ARGS, chromiumPath } from '../../../scripts/browser.mjs'
import type { Engine } from '../engine.ts'
import { whileStopped } from './page-processes.ts'
import { puppeteerTab } from './puppeteer-tab.ts'

/** What Puppeteer switches off so that pages in the background behave as in front, and pages left behind are not kept. */
const AS_PEOPLE_HAVE_IT = [
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--disable-back-forward-cache',
]

/** @param offTheRecord Whether tabs are in a private window. */
export async function launchChromium({ offTheRecord = false } = {}): Promise<Engine> {
  const browser = await puppeteer.launch({
    executablePath: await chromiumPath(),
    headless: true,
    args: ARGS,
    ignoreDefaultArgs: AS_PEOPLE_HAVE_IT,
  })
  const profile = offTheRecord ? await browser.createBrowserContext() : browser.defaultBrowserContext()
  return {
    name: 'Chromium',
    version: (await browser.version()).replace(/^.*\//, ''),
    open: async (url) => {
      const page = await profile.newPage({ type: 'window' })
      const inspector = await page.createCDPSession()
      const become = (state: 'frozen' | 'active') => () => inspector.send('Page.setWebLifecycleState', { state })
      const tab = puppeteerTab(page, { freeze: become('frozen'), thaw: become('active') })
      await tab.goTo(url)
      return tab
    },
    whilePagesAreStopped: (work) => whileStopped(browser.process()?.pid ?? 0, (command) => command.includes('--type=renderer'), work),
    close: () => browser.close(),
  }
}
