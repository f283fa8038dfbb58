import { type App, type AuthServer, expect, type Tab, test } from './harness/index.ts'

test.describe('a token of 8 min that cannot be refreshed', () => {
  test.use({ lifetimes: { accessTokenSeconds: 480 } })

  async function warned({ app, server }: { readonly app: App; readonly server: AuthServer }): Promise<Tab> {
    // The word to come back in a minute keeps the background attempts quiet, so that what follows is the user's own doing.
    server.setFaults({ unavailable: { times: 'always', retryAfterSeconds: 60 } })
    const tab = await app.signIn({ refreshLead: '4m' })
    await tab.stayButton.waitFor()
    server.clearFaults()
    return tab
  }

  test('R-6 R-11 "Stay signed in" without an answer is busy, counts on and promises nothing, Escape or not; a late yes closes it', async ({
    app,
    server,
  }) => {
    const tab = await warned({ app, server })
    server.setFaults({ slow: { times: 1, seconds: 1 } })
    await tab.stayButton.click()
    const busy = tab.dialog.getByRole('button', { name: 'One moment…' })
    await expect(busy).toHaveAttribute('aria-disabled', 'true')
    await expect(busy).toBeFocused()
    const figure = await tab.countdown.textContent()
    await tab.page.keyboard.press('Escape')
    await tab.page.keyboard.press('Escape')
    await expect(tab.countdown).not.toHaveText(figure ?? '')
    await expect(busy).toBeVisible()
    expect(server.counts().received.extend).toBe(1)
    await expect(tab.dialog).toBeHidden()
    await expect(tab.cases).toBeVisible()
    expect(server.counts().received.extend).toBe(1)
  })

  test('R-7 "Stay signed in" without a network says so and can be pressed; the return of the network closes the dialog by itself', async ({
    app,
    context,
    server,
  }) => {
    const tab = await warned({ app, server })
    await context.setOffline(true)
    await tab.stayButton.click()
    await expect(tab.stayProblem).toContainText('That didn’t work')
    await expect(tab.stayButton).toBeFocused()
    await expect(tab.stayButton).toBeEnabled()
    await context.setOffline(false)
    await expect(tab.dialog).toBeHidden()
    await expect(tab.cases).toBeVisible()
  })

  test('R-8 "Stay signed in" that the server refuses ends the session at once, in the dialog that was open', async ({ app, server }) => {
    const tab = await warned({ app, server })
    await tab.dialog.evaluate((dialog) => dialog.addEventListener('close', () => dialog.setAttribute('data-was-closed', '')))
    server.setFaults({ reject: 1 })
    await tab.stayButton.click()
    await expect(tab.dialogTitle).toHaveText('You’ve been signed out')
    await expect(tab.dialogTitle).toBeFocused()
    await expect(tab.dialog.getByRole('button')).toHaveText(['Sign in again'])
    await expect(tab.cases).toBeHidden()
    await expect(tab.dialog).not.toHaveAttribute('data-was-closed')
  })
})

test('R-13 Space and Enter typed while the dialog opens leave the text and the user where they are', async ({ app }) => {
  const tab = await app.signIn({ inactivity: '4m', maxLifetime: '5m' })
  await tab.openCase('Damp in the upper flat')
  await tab.note.fill('Called')
  await tab.note.press('End')
  while (!(await tab.dialog.isVisible())) {
    await tab.page.keyboard.press('Space')
    await tab.page.keyboard.press('Enter')
  }
  await tab.page.keyboard.press('Space')
  await tab.page.keyboard.press('Enter')
  await expect(tab.dialogTitle).toHaveText('Time is nearly up')
  await expect(tab.dialogTitle).toBeFocused()
  await expect(tab.signInPage).toBeHidden()
  expect(await tab.note.inputValue()).toMatch(/^Called\s+$/)
})
