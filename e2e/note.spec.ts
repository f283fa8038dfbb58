import { expect, type Tab, test } from './harness/index.ts'

const CASE = 'Damp in the upper flat'
const NOTE = 'The plumber came on Tuesday and left again.'
const KEPT = 'Kept from before, not saved yet'

test('R-19 P-28 a note that was not saved is there again when the same user signs in after the end, and can be saved', async ({ app }) => {
  const tab = await app.signIn({ inactivity: '4m' })
  await writeNote(tab)
  await expect(tab.dialog).toContainText('What you were working on has been saved.')
  await expect(tab.note).not.toBeAttached()

  await tab.dialog.getByRole('button', { name: 'Sign in again' }).click()
  await expect(tab.note).toHaveValue(NOTE)
  await expect(tab.noteState).toHaveText(KEPT)
  await tab.saveNote.click()
  await expect(tab.noteState).toHaveText('Saved')
  await tab.page.reload()
  await expect(tab.note).toHaveValue(NOTE)
  await expect(tab.noteState).toHaveText('')
})

test('R-19 P-28 a note that was not saved is gone when another user signs in after the end', async ({ app }) => {
  const tab = await app.signIn({ inactivity: '4m' }, 'ada.lovelace')
  await writeNote(tab)
  await expect(tab.dialog).toContainText('What you were working on has been saved.')
  expect(await storedInTab(tab), 'nobody can read what is kept').not.toContain('plumber')

  await app.forgetAtProvider()
  await tab.dialog.getByRole('button', { name: 'Sign in again' }).click()
  await tab.fillProviderForm('grace.hopper')
  await expect(tab.personName).toHaveText('Grace Hopper')
  await expect(tab.note).toBeEditable()
  await expect(tab.note).toHaveValue('')
  expect(await storedInTab(tab)).not.toContain('draft')
})

test('R-19 after a sign-out the page says that a note is kept, and it is there again for the same user, who may discard it', async ({
  app,
}) => {
  const tab = await app.signIn()
  await writeNote(tab)
  await tab.signOutButton.click()
  await tab.page.waitForURL(({ pathname }) => pathname === '/')
  await expect(tab.signInPage).toContainText('A note that was not saved is kept in this tab.')
  await tab.signInButton.click()
  await tab.fillProviderForm('ada.lovelace')
  await expect(tab.cases.getByRole('row').filter({ hasText: CASE })).toContainText('Note not saved')
  await tab.openCase(CASE)
  await expect(tab.note).toHaveValue(NOTE)
  await tab.page.getByRole('button', { name: 'Discard it' }).click()
  await expect(tab.note).toHaveValue('')
  await expect(tab.note).toBeFocused()
  expect(await storedInTab(tab)).not.toContain('draft')
})

async function writeNote(tab: Tab): Promise<void> {
  await tab.openCase(CASE)
  await tab.note.fill(NOTE)
  await expect(tab.noteState).toHaveText('Not saved yet')
}

/** All names and texts in the tab's session storage. */
async function storedInTab({ page }: Tab): Promise<string> {
  return page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))
}
