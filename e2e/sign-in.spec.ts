import { expect, test } from './harness/index.ts'

test('signing in leads back to the page that asked for it, with its query', async ({ app }) => {
  const tab = await app.open('/cases/C-1042', { inactivity: '20m' })
  const address = tab.page.url()
  await tab.signInButton.click()
  await tab.fillProviderForm('ada.lovelace')
  await expect(tab.caseTitle).toHaveText('Damp in the upper flat')
  expect(tab.page.url()).toBe(address)
})

test('a reload keeps the session, and the page of who is not signed in never shows', async ({ app, server, sightings }) => {
  const tab = await app.signIn()
  sightings.forget()
  await tab.page.reload()
  await expect(tab.cases).toBeVisible()
  expect(await sightings.of(tab.page, 'sign-in page')).toEqual([])
  expect(await sightings.of(tab.page, 'dialog')).toEqual([])
  expect(server.counts().tokenRequests).toEqual({ authorization_code: 1, refresh_token: 0, other: 0 })
})

test('a tab that is opened later is signed in without a form', async ({ app, sightings }) => {
  await app.signIn()
  const later = await app.open('/cases/C-1042')
  await expect(later.caseTitle).toHaveText('Damp in the upper flat')
  await expect(later.personName).toHaveText('Ada Lovelace')
  expect(await sightings.of(later.page, 'sign-in page')).toEqual([])
})
