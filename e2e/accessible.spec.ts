import type { Page } from '@playwright/test'
import axe, { type AxeResults } from 'axe-core'
import { expect, test } from './harness/index.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** On a wide screen the drawer stands beside the page; on a narrow one it lies over it, and the dialog is a sheet. */
const LOOKS = [
  ['light, 1440 px', { colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
  ['dark, 320 px', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
] as const

for (const [look, use] of LOOKS) {
  test.describe(look, () => {
    test.use(use)

    test(`axe finds nothing on any page of the demo (${look})`, async ({ app, context }) => {
      await context.addInitScript({ content: axe.source })
      const tab = await app.open()
      const { page } = tab
      await expect(tab.signInButton).toBeVisible()
      expect(await findings(page), 'sign-in').toEqual([])
      await tab.signInButton.click()
      await tab.fillProviderForm('ada.lovelace')
      await expect(tab.cases).toBeVisible()
      expect(await findings(page), 'list').toEqual([])
      await page.getByRole('searchbox').fill('nothing like it')
      await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
      expect(await findings(page), 'list without a match').toEqual([])
      await page.getByRole('button', { name: 'Show all cases' }).click()

      await tab.openCase('Damp in the upper flat')
      await tab.note.fill('Called the landlord')
      expect(await findings(page), 'case').toEqual([])
      await page.reload()
      await expect(tab.noteState).toHaveText('Kept from before, not saved yet')
      expect(await findings(page), 'case with a note that was kept').toEqual([])
      await page.getByRole('button', { name: 'What is going on' }).click()
      await expect(page.getByRole('complementary').getByRole('table')).toBeVisible()
      expect(await findings(page), 'drawer').toEqual([])

      for (const path of ['/cases/C-1', '/nowhere', '/controls'] as const) {
        const { page: other } = await app.open(path)
        await expect(other.getByRole('heading').first()).toBeVisible()
        expect(await findings(other), path).toEqual([])
      }
      const { page: unreadable } = await app.open('/', { inactivity: 'soon' })
      await expect(unreadable.getByRole('alert')).toBeVisible()
      await expect(unreadable.getByRole('table', { name: 'Cases' })).toBeVisible()
      expect(await findings(unreadable), 'an address that cannot be read').toEqual([])
      const { page: refused } = await app.open('/', { warningLead: '5s' })
      await expect(refused.getByRole('heading', { name: 'These limits can’t work' })).toBeVisible()
      expect(await findings(refused), 'limits that are refused').toEqual([])
    })

    test(`axe finds nothing in the dialog, from the question to the end and what is said there of the work (${look})`, async ({
      app,
      context,
    }) => {
      await context.addInitScript({ content: axe.source })
      const tab = await app.signIn({ inactivity: '4m' })
      await tab.openCase('Damp in the upper flat')
      await tab.note.fill('Called the landlord')
      await expect(tab.dialogTitle).toHaveText('Are you still here?')
      expect(await findings(tab.page), 'still here').toEqual([])
      await expect(tab.dialogTitle).toHaveText('You’ve been signed out')
      expect(await findings(tab.page), 'signed out').toEqual([])
    })
  })
}

test.describe('a token of 4 min', () => {
  test.use({ lifetimes: { accessTokenSeconds: 240 } })

  test('axe finds nothing while the server cannot be reached: the warning, "Stay signed in" that failed, the cover', async ({
    app,
    context,
    server,
  }) => {
    await context.addInitScript({ content: axe.source })
    server.setFaults({ dropBefore: 'always' })
    const tab = await app.signIn({ refreshLead: '2m' })
    await tab.stayButton.click()
    await expect(tab.stayProblem).toBeVisible()
    expect(await findings(tab.page), 'stay failed').toEqual([])
    await expect(tab.dialogTitle).toHaveText('Reconnecting')
    expect(await findings(tab.page), 'checking').toEqual([])
  })
})

/** Each in one line: the rule, and where. */
async function findings(page: Page): Promise<readonly string[]> {
  return page.evaluate(async (tags) => {
    const inPage: unknown = Reflect.get(globalThis, 'axe')
    if (!isAxe(inPage)) throw new Error('axe is not in the page.')
    const { violations } = await inPage.run(document, { runOnly: tags })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))

    function isAxe(value: unknown): value is { run(where: Document, options: { runOnly: string[] }): Promise<AxeResults> } {
      return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function'
    }
  }, TAGS)
}
