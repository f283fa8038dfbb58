import puppeteer from 'puppeteer-core'
import { firefoxPath } from '../../../scripts/engines.mjs'
import type { Engine } from '../engine.ts'
import { whileStopped } from './page-processes.ts'
import { puppeteerTab } from './puppeteer-tab.ts'

/** @param prefs Settings of `about:config`. */
export async function launchFirefox(prefs: Readonly<Record<string, boolean | number | string>> = {}): Promise<Engine> {
  const executablePath = firefoxPath()
  if (executablePath === null) throw new Error('Firefox is not installed. Set FIREFOX_PATH, or install firefox-esr.')
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox: { ...prefs } })
  return {
    name: 'Firefox',
    version: (await browser.version()).replace(/^.*\//, ''),
    open: async (url) => {
      const tab = puppeteerTab(await browser.newPage({ type: 'window' }))
      await tab.goTo(url)
      return tab
    },
    whilePagesAreStopped: (work) =>
      whileStopped(browser.process()?.pid ?? 0, (command) => command.includes('-contentproc') && / tab\s*$/.test(command), work),
    close: () => browser.close(),
  }
}
