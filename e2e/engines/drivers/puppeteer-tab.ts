import type { Page } from 'puppeteer-core'
import type { EngineTab } from '../engine.ts'

/** A page of Puppeteer, which drives Chromium and Firefox. */
export function puppeteerTab(page: Page, lifecycle: EngineTab['lifecycle'] = null): EngineTab {
  return {
    lifecycle,
    goTo: async (url) => {
      await page.goto(url)
    },
    evaluate: async (work, ...given) => {
      const call = `(${String(work)})(...${JSON.stringify(given)})`
      const answer: unknown = await page.evaluate(`Promise.resolve(${call}).then((answer) => JSON.stringify({ answer }))`)
      return JSON.parse(String(answer)).answer
    },
    close: () => page.close(),
  }
}
