import path from 'node:path'
import { serveFolder } from '../scripts/lib/static-server.mjs'
import { expect, test } from './harness/index.ts'
import { ROOT } from './harness/places.ts'

const BUILT = path.join(ROOT, 'storybook-static')

test('R-29 no page of Storybook scrolls sideways at 320 px', async ({ context }) => {
  const storybook = await serveFolder(BUILT)
  try {
    const page = await context.newPage()
    await page.setViewportSize({ width: 320, height: 640 })
    for (const name of ['introduction', 'playground', 'theme', 'all-faces', 'policies-paste-your-settings']) {
      await page.goto(`${storybook.url}iframe.html?viewMode=story&id=${name}--page`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(`${name}: ${width}`).toBe(`${name}: 320`)
    }
  } finally {
    await storybook.close()
  }
})

test('the built Storybook works below any path: its own page, the faces, the frames of the introduction and the devtools’ log, with nothing missing', async ({
  context,
}) => {
  const storybook = await serveFolder(BUILT, '/a/b/')
  try {
    const page = await context.newPage()
    await page.goto(storybook.url)
    const canvas = page.frameLocator('#storybook-preview-iframe')
    await expect(canvas.getByRole('heading', { level: 1 })).toHaveText('Signed in, as long as it should be')
    await expect(canvas.frameLocator('iframe').first().getByRole('alertdialog')).toBeVisible()

    await page.goto(`${storybook.url}iframe.html?viewMode=story&id=dialog-faces--two-minutes-left&globals=language:ar;theme:dark`)
    await expect(page.getByRole('alertdialog')).toHaveAttribute('lang', 'ar')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')

    await page.goto(`${storybook.url}iframe.html?viewMode=story&id=devtools-panel--log`)
    await expect(page.getByRole('tabpanel', { name: 'Log' })).toContainText('A refresh begins.')
    expect(storybook.missing).toEqual([])
  } finally {
    await storybook.close()
  }
})
