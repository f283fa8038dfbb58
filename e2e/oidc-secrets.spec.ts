import { expect, pageTest } from './harness/page.ts'
import type { Evidence, Place } from './secrets/places.ts'
import { learnPublicSecrets } from './secrets/public-secrets.ts'
import { createScanner } from './secrets/scanner.ts'

/** What a page that is a client itself sends and is sent, and what it holds in its memory, has tokens in it. */
const ITS_OWN: readonly Place[] = ['request', 'readable answer', 'JavaScript heap']

/** Where the browser itself keeps the address that it was sent to. */
const BY_BROWSER = ['visited', 'performance entry']

pageTest.use({ entry: 'oidc', strict: true })

pageTest(
  'R-72 R-73 a page that holds tokens leaves none in storage, messages, addresses, logs, DOM or window, from sign-in to sign-out',
  async ({ pages, context }) => {
    const scanner = await createScanner(context, pages.url('/').slice(0, -1))
    const secrets = learnPublicSecrets(context, pages.server.issuer)
    const page = await pages.open('/')
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    const result = page.locator('#result')
    await press('Sign in')
    await pages.fillProviderForm(page)
    await expect(page.locator('#state')).toHaveText('signed-in Ada Lovelace')
    await scanner.look(page)
    const other = await pages.open('/')
    await other.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(other.locator('#state')).toHaveText('signed-in Ada Lovelace')
    await press('Cases')
    await expect(result).toHaveText('200')
    await press('Refresh')
    await expect(result).toHaveText('{"ok":true}')
    const opened = page.waitForEvent('popup')
    await press('Prove')
    await pages.fillProviderForm(await opened)
    await expect(result).toHaveText(/"ok":true/)
    for (const tab of [page, other]) await scanner.look(tab)
    await page.evaluate(async () => {
      // Tokens are in reach of whoever asks for them, and nowhere else.
      const token: string = await Reflect.get(globalThis, 'stillhereAccessToken')()
      if (!token.startsWith('eyJ')) throw new Error('no token')
    })
    await press('Sign out')
    await page.waitForURL(pages.url('/bye'))
    await scanner.look(page)

    const known = await secrets()
    for (const kind of ['access_token', 'refresh_token', 'id_token', 'code', 'code_verifier'])
      expect(known.filter(({ name }) => name.startsWith(kind)).length).toBeGreaterThanOrEqual(3)
    const evidence = await scanner.evidence()
    expect(evidence.map(({ place }) => place)).toEqual(expect.arrayContaining(['IndexedDB', 'local storage', 'broadcast', 'DOM']))
    expect(whereabouts(evidence, known)).toEqual([])

    // That they would have been found.
    const planted = known.find(({ name }) => name.startsWith('access_token'))
    await page.evaluate((text) => sessionStorage.setItem('planted', text ?? ''), planted?.text)
    await scanner.look(page)
    expect(whereabouts(await scanner.evidence(), known)).toContainEqual(expect.stringContaining('in session storage: '))
  },
)

function whereabouts(
  evidence: readonly Evidence[],
  secrets: Awaited<ReturnType<ReturnType<typeof learnPublicSecrets>>>,
): readonly string[] {
  const left = evidence.filter(({ place }) => !ITS_OWN.includes(place))
  return secrets.flatMap(({ name, text }) =>
    left
      // The code is in the address that the provider sends the browser to, until the page has started; the browser remembers it as such.
      .filter((one) => one.text.includes(text) && !(/^code \d/.test(name) && BY_BROWSER.includes(one.where)))
      .map(({ place, where }) => `${name} in ${place}: ${where}`),
  )
}
