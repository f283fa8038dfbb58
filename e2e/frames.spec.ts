import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './harness/index.ts'
import { bundled } from './harness/page.ts'
import { ROOT } from './harness/places.ts'

const FIELD = '<!doctype html><label>Letter<textarea></textarea></label>'
/** What the guide shows for a page that cannot take a package. */
const SNIPPET = /^```html\n([^]*?)^```$/m.exec(readFileSync(path.join(ROOT, 'docs/guides/activity.md'), 'utf8'))?.[1] ?? ''

const FRAMES = {
  same: 'https://app.example.com/letter',
  package: 'https://editor.example.net/',
  snippet: 'https://plain.example.org/',
  silent: 'https://silent.example.org/',
} as const

test('P-35 input in frames counts: of the same origin, and of others that tell; and of one that does not tell it does not', async ({
  context,
}) => {
  await serve(context, {
    'https://app.example.com/': `<!doctype html>${Object.entries(FRAMES)
      .map(([name, url]) => `<iframe name="${name}" title="${name}" src="${url}"></iframe>`)
      .join('')}<script type="module">${await bundled('frames-around')}</script>`,
    [FRAMES.same]: `${FIELD}<a href="/endless">Next</a>`,
    'https://app.example.com/endless': `${FIELD}<img alt="" src="/never-comes">`,
    [FRAMES.package]: `${FIELD}<script type="module">${await bundled('frames-inside')}</script>`,
    [FRAMES.snippet]: FIELD + SNIPPET,
    [FRAMES.silent]: FIELD,
  })
  const page = await context.newPage()
  await page.goto('https://app.example.com/', { waitUntil: 'load' })
  await expect.poll(() => lastSeenAt(page)).toBeGreaterThan(0)

  for (const name of ['same', 'package', 'snippet'] as const) await expectToCount(page, name)

  const before = await lastSeenAt(page)
  await letter(page, 'silent').evaluate((field) => field.focus())
  await page.keyboard.press('a')
  await expect(letter(page, 'silent')).toHaveValue('a')
  expect(await lastSeenAt(page)).toBe(before)

  // A document that never has loaded all it wants is heard as well.
  await page.frameLocator('[name=same]').getByRole('link').click({ noWaitAfter: true })
  await expect(page.frameLocator('[name=same]').getByRole('link')).toHaveCount(0)
  await expectToCount(page, 'same')
})

/** By a key alone: a pointer on its way to the frame would be seen by the page around it. */
async function expectToCount(page: Page, name: keyof typeof FRAMES): Promise<void> {
  const before = await lastSeenAt(page)
  await letter(page, name).evaluate((field) => field.focus())
  await page.keyboard.press('a')
  await expect(letter(page, name)).toHaveValue('a')
  await expect.poll(() => lastSeenAt(page), `input in the frame "${name}" is seen`).toBeGreaterThan(before)
}

function letter(page: Page, name: keyof typeof FRAMES) {
  return page.frameLocator(`[name=${name}]`).getByLabel('Letter')
}

function lastSeenAt(page: Page): Promise<number> {
  return page.evaluate(() => window.lastSeenAt())
}

/** Origins without servers. What is not listed never comes. */
async function serve(context: BrowserContext, pages: Readonly<Record<string, string>>): Promise<void> {
  await context.route('**/*', async (route) => {
    const body = pages[route.request().url()]
    if (body !== undefined) await route.fulfill({ contentType: 'text/html', body })
  })
}
