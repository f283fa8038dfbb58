// @ts-nocheck
import { chromium } from '@playwright/test'
import { ARGS, chromiumPath } from '../scripts/browser.mjs'
const stories = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ARGS })
for (const one of stories) {
  const [id, pane = 'life', width = '1280', height = '640', globals = ''] = one.split('|')
  const page = await browser.newPage({ viewport: { width: +width, height: +height } })
  page.on('pageerror', (e) => console.log('ERR', id, e.message))
  page.on('console', (m) => {
    if (m.type() === 'error') console.log('CON', id, m.text())
  })
  await page.addInitScript((pane) => {
    if (!localStorage.getItem('stillhere-devtools')) localStorage.setItem('stillhere-devtools', JSON.stringify({ pane }))
  }, pane)
  await page.goto(`http://localhost:6107/iframe.html?id=${id}&viewMode=story${globals ? `&globals=${globals}` : ''}`)
  await page
    .waitForFunction(() => document.querySelector('[data-stillhere^=devtools]')?.shadowRoot?.querySelector('.panel, .corner'), null, {
      timeout: 30000,
    })
    .catch((e) => console.log(id, e.message))
  await page.waitForTimeout(1200)
  await page.screenshot({ path: `/tmp/shots/dt-${id}-${pane}-${width}${globals.replace(/\W/g, '')}.png` })
  await page.close()
}
await browser.close()
