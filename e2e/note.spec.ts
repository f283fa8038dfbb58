import { expect, type Tab, test } from './harness/index.ts'

const CASE = 'Damp in the upper flat'
const NOTE = 'The plumber came on Tuesday and left again.'
const KEPT = 'Kept from before, not saved yet'

test('R-19 P-28 a note that was not saved outlives a renderer that is killed after the warning', async ({ app, context }) => {
  const tab = await app.signIn({ inactivity: '2m' })
  await writeNote(tab)
  await tab.stayButton.waitFor()
  // The page object is of no use any more once its renderer has crashed, so the rest goes past it.
  const devtools = await context.newCDPSession(tab.page)
  const crashed = tab.page.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => null)
  await crashed
  await devtools.send('Page.reload')

  const shown = () => devtools.send('Runtime.evaluate', { expression: SIGN_IN_AND_READ }).then(({ result }) => String(result.value))
  await expect.poll(shown).toBe(`${NOTE} ${KEPT}`)
  // Else closing the browser waits for it.
  await devtools.send('Page.close')
})

/** The session may have ended meanwhile; the provider knows this browser still. */
const SIGN_IN_AND_READ = `
  document.querySelector('.card .button-main[aria-busy="false"]')?.click();
  [document.querySelector('.note textarea')?.value, document.querySelector('.note-state')?.textContent].join(' ')`

test('R-19 P-28 a note that was not saved is kept sealed when the session ends elsewhere, and gone when another user signs in', async ({
  app,
}) => {
  const tab = await app.signIn({}, 'ada.lovelace')
  await writeNote(tab)
  const other = await app.open()
  await other.signOutButton.click()
  await expect(tab.dialog).toContainText('What you were working on has been saved.')
  const left = await storedInTab(tab)
  expect(left, 'something is kept').toContain('/draft/')
  expect(left, 'and nobody can read it').not.toContain('plumber')

  await app.forgetAtProvider()
  await tab.dialog.getByRole('button', { name: 'Sign in again' }).click()
  await tab.fillProviderForm('grace.hopper')
  await expect(tab.personName).toHaveText('Grace Hopper')
  await expect(tab.note).toBeEditable()
  await expect.poll(() => storedInTab(tab)).not.toContain('/draft/')
  await expect(tab.note).toHaveValue('')
})

test('R-16 R-19 a sign-out is not held up by a page that guards its unsaved note, which the same user finds again and may discard', async ({
  app,
}) => {
  const tab = await app.signIn()
  await writeNote(tab)
  const asked: string[] = []
  tab.page.on('dialog', (question) => {
    asked.push(question.type())
    void question.dismiss()
  })
  await tab.page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()))
  await tab.page.evaluate(() => location.reload())
  await expect.poll(() => asked, 'who leaves by himself is asked').toEqual(['beforeunload'])

  await tab.signOutButton.click()
  await tab.page.waitForURL(({ pathname }) => pathname === '/')
  expect(asked).toHaveLength(1)
  await expect(tab.signInPage).toContainText('A note that was not saved is kept in this tab.')
  await tab.signInButton.click()
  await tab.fillProviderForm('ada.lovelace')
  await expect(tab.cases.getByRole('row').filter({ hasText: CASE })).toContainText('Note not saved')
  await tab.openCase(CASE)
  await expect(tab.note).toHaveValue(NOTE)
  await tab.page.getByRole('button', { name: 'Discard it' }).click()
  await expect(tab.note).toHaveValue('')
  await expect(tab.note).toBeFocused()
  await expect.poll(() => storedInTab(tab)).not.toContain('/draft/')
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
