import { expect, test } from './harness/index.ts'

test('in the strict page of the demo the devtools tell what happened, beside the dialog too, and hold no secret', async ({
  app,
  context,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page, dialog } = await app.signIn({ devtools: 'on', inactivity: '3m' })
  const [cookie] = (await context.cookies(server.appUrl)).filter(({ name }) => name === 'demo-x30')
  if (cookie === undefined) throw new Error('The session has no cookie.')
  const panel = page.getByRole('region', { name: 'stillhere devtools' })
  const lines = panel.getByRole('listitem')
  await panel.getByRole('button', { name: /^Open stillhere devtools/ }).click()
  await expect(panel.getByRole('heading', { name: /^Binds: / })).toBeVisible()
  await panel.getByRole('tab', { name: 'Log' }).click()

  // The page around is inert now; the devtools are not.
  await expect(dialog).toBeVisible()
  await panel.getByRole('button', { name: 'Pause' }).click()
  await expect(lines.filter({ hasText: 'The warning opened: Inactivity' })).toHaveCount(1)
  await panel.getByRole('button', { name: /^Go on/ }).click()
  await expect(lines.filter({ hasText: 'The session ended: nobody was active in any tab' })).toHaveCount(1)

  await panel.getByRole('button', { name: 'Copy report' }).click()
  await expect(panel.getByRole('status')).toHaveText('Copied')
  const report = await page.evaluate(() => navigator.clipboard.readText())
  expect(report).toContain('(inactive, limit 3 min')
  const shown = `${report} ${await panel.evaluate((element) => element.outerHTML)}`
  for (const secret of [cookie.value, 'Lovelace', 'ada.lovelace']) expect(shown).not.toContain(secret)
})
