import type { Locator, Page } from '@playwright/test'
import { expect, test } from './harness/index.ts'

const CASE = 'Damp in the upper flat'

for (const width of [1440, 320]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 640 } })

    test(`R-33 everything is done with the keyboard alone, and what has the focus is in sight (${width} px)`, async ({ app }) => {
      const tab = await app.open('/', { inactivity: '6m' })
      const { page } = tab
      const keys = page.keyboard
      await expect(tab.signInButton).toBeVisible()
      await tabTo(page, tab.signInButton)
      await keys.press('Enter')
      await page.getByLabel('Name').waitFor()
      await keys.type('ada.lovelace')
      await tabTo(page, page.getByLabel('Password'))
      await keys.type('any will do')
      await keys.press('Enter')
      await expect(tab.cases).toBeVisible()

      await tabTo(page, page.getByRole('searchbox'))
      await keys.type('flat')
      await tabTo(page, tab.cases.getByRole('link', { name: CASE }))
      await keys.press('Enter')
      await expect(tab.caseTitle).toHaveText(CASE)
      await tabTo(page, tab.note)
      await keys.type('Called the landlord')
      await tabTo(page, tab.saveNote)
      await keys.press('Enter')
      await expect(tab.noteState).toHaveText('Saved')

      const toggle = page.getByRole('button', { name: 'What is going on' })
      await tabTo(page, toggle, 'Shift+Tab')
      await keys.press('Enter')
      await tabTo(page, page.getByRole('button', { name: 'Slow' }))
      await keys.press('Escape')
      await expect(page.getByRole('complementary')).toBeHidden()
      await expect(toggle).toBeFocused()

      await expect(tab.stayButton).toBeFocused()
      await keys.press('Enter')
      await expect(tab.dialog).toBeHidden()
      await expect(toggle).toBeFocused()
      await tabTo(page, tab.signOutButton, 'Shift+Tab')
      await keys.press('Enter')
      await expect(tab.signInPage).toBeVisible()
    })
  })
}

/** Goes on until the element has the focus; on the way whatever has it must not be hidden behind anything. */
async function tabTo(page: Page, element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await element.waitFor()
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press(key)
    expect(await hiddenFocus(page)).toBeNull()
    if (await element.evaluate((one) => one === document.activeElement)) return
  }
  throw new Error('The keyboard does not get there.')
}

/** What has the focus, if nothing of its middle line can be seen. */
async function hiddenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return null
    const { left, top, width, height } = element.getBoundingClientRect()
    const seen = [0.1, 0.5, 0.9].some((part) => {
      const there = document.elementFromPoint(left + width * part, top + height / 2)
      return there !== null && (element.contains(there) || there.contains(element))
    })
    return seen ? null : element.outerHTML.slice(0, 120)
  })
}
