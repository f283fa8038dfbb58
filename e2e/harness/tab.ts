import type { Locator, Page } from '@playwright/test'

/** One tab of the demo, by what a person finds in it. */
export interface Tab {
  readonly page: Page
  /** The dialog, whatever it is about. */
  readonly dialog: Locator
  readonly dialogTitle: Locator
  /** The time left, as figure. */
  readonly countdown: Locator
  /** What the dialog says about a "Stay signed in" that failed. */
  readonly stayProblem: Locator
  readonly stayButton: Locator
  /** In the header. */
  readonly personName: Locator
  readonly signOutButton: Locator
  /** The protected list. */
  readonly cases: Locator
  readonly caseTitle: Locator
  readonly note: Locator
  readonly saveNote: Locator
  readonly noteState: Locator
  /** On the page of who is not signed in. */
  readonly signInPage: Locator
  readonly signInButton: Locator
  /** Stands over the work while it is not known whether the session lives: the gate's cover, after a while the dialog on top of it. */
  readonly cover: Locator
  /** Opens a case from the list. */
  openCase(title: string): Promise<void>
  /** Signs in on the provider's own page; returns on the page that the provider sends the browser back to. */
  fillProviderForm(login: string): Promise<void>
}

export function createTab(page: Page): Tab {
  const dialog = page.getByRole('alertdialog')
  const signInPage = page.getByRole('region').filter({ has: page.locator('#sign-in-title') })
  const list = page.getByRole('table', { name: 'Cases' })
  const form = page.getByRole('form', { name: 'Your note' })
  return {
    page,
    dialog,
    dialogTitle: dialog.getByRole('heading'),
    countdown: dialog.locator('.stillhere-dialog__figure'),
    stayProblem: dialog.getByRole('alert'),
    stayButton: dialog.getByRole('button', { name: 'Stay signed in' }),
    personName: page.locator('.person-name'),
    signOutButton: page.getByRole('banner').getByRole('button', { name: 'Sign out' }),
    cases: list,
    caseTitle: page.getByRole('article').getByRole('heading', { level: 1 }),
    note: form.getByRole('textbox'),
    saveNote: form.getByRole('button', { name: /^Sav/ }),
    noteState: form.getByRole('status'),
    signInPage,
    signInButton: page.getByRole('main').getByRole('button', { name: /^Sign in/ }),
    cover: page.locator('[data-stillhere="cover"], [data-face="checking"][open]').filter({ visible: true }),
    openCase: (title) => list.getByRole('link', { name: title }).click(),
    async fillProviderForm(login) {
      await page.getByLabel('Name').fill(login)
      await page.getByLabel('Password').fill('any will do')
      await page.getByRole('button', { name: 'Sign in' }).click()
    },
  }
}
