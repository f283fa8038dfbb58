import { expect, test } from './harness/index.ts'

test('R-36 R-43 the dialog and the lines around it speak the language that was chosen, from right to left where it runs so', async ({
  app,
}) => {
  const policy = { inactivity: '4m', language: 'ar' }
  const signedOut = await app.open('/', policy)
  await expect(signedOut.page.locator('.stillhere-limits')).toContainText('سيتم تسجيل خروجك')
  const { page, ...tab } = await app.signIn(policy)
  expect(new URL(page.url()).searchParams.get('language'), 'kept through the sign-in').toBe('ar')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(tab.dialogTitle).toHaveText('هل ما زلت هنا؟')
  expect(await tab.dialog.evaluate((dialog) => getComputedStyle(dialog).direction)).toBe('rtl')
  // The demo's own words are English, and say so.
  expect(await tab.personName.evaluate((name) => [name.closest('[lang]')?.getAttribute('lang'), getComputedStyle(name).direction])).toEqual(
    ['en', 'ltr'],
  )
})

test('the words of other languages are fetched only when they are chosen', async ({ app, context }) => {
  const fetched: string[] = []
  context.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  const scripts = (): number => new Set(fetched.filter((pathname) => pathname.endsWith('.js'))).size
  const english = await app.open()
  await expect(english.signInButton).toBeVisible()
  const without = scripts()
  const german = await app.open('/', { language: 'de' })
  await expect(german.page.getByText('Sie sind abgemeldet')).toBeVisible()
  expect(scripts()).toBeGreaterThan(without)
})
