import { createApp } from './harness/app.ts'
import { expect, test } from './harness/index.ts'
import type { Evidence, Place } from './secrets/places.ts'
import { installPlanting, PLANTS } from './secrets/plants.ts'
import { learnSecrets, type Secret } from './secrets/real-secrets.ts'
import { createScanner } from './secrets/scanner.ts'

const JWT_SHAPE = /eyJ[\w-]{8,}/
const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJwbGFudGVkIn0.'

test('the scanner finds a marker that is planted in any of the places, and a token by its shape', async ({ context, server }) => {
  await installPlanting(context)
  const scanner = await createScanner(context, server.appUrl)
  // Not the harness's app, which complains of pages that throw: one of the places is an uncaught error.
  const app = createApp(context, server)
  const { page } = await app.signIn()
  await app.open()
  const planted = PLANTS.map((plant, index) => ({ ...plant, marker: `marker-${index}-${crypto.randomUUID()}` }))
  await scanner.look(page)
  for (const { part, plant, marker } of planted) {
    expect(whereabouts(await scanner.evidence(), [{ name: part, text: marker }])).toEqual([])
    await plant(page, marker, context)
  }
  await page.evaluate((token) => sessionStorage.setItem('shaped', token), JWT)
  await scanner.look(page)
  await scanner.lookIntoHeap(page)

  const found = async (marker: string): Promise<readonly string[]> =>
    (await scanner.evidence()).filter(({ text }) => text.includes(marker)).map(({ place }) => place)
  for (const { place, part, marker } of planted) {
    await expect.poll(() => found(marker), `a marker in ${place}: ${part}`).toContain(place)
  }
  expect(tokenShaped(await scanner.evidence()).map(({ place }) => place)).toContain('session storage')
})

test.describe('a token of 4 min', () => {
  test.use({ lifetimes: { accessTokenSeconds: 240 } })

  test('R-64 R-72 R-73 after sign-in, refreshes, API calls, an extension, faults, a rejection and a sign-out no script could come across a token', async ({
    app,
    context,
    server,
  }) => {
    const scanner = await createScanner(context, server.appUrl)
    const secrets = learnSecrets(context, server.issuer, server.appUrl)
    const policy = { refreshLead: '2m' }
    const tab = await app.signIn(policy)
    const other = await app.open('/', policy)
    await expect(other.cases).toBeVisible()
    const look = async (): Promise<void> => {
      for (const { page } of [tab, other]) await scanner.look(page)
    }
    const lookIntoHeaps = async (): Promise<void> => {
      for (const { page } of [tab, other]) await scanner.lookIntoHeap(page)
    }
    await look()
    const [sessionCookie] = (await context.cookies(server.appUrl)).filter(({ name }) => name === 'demo-x30')
    expect(sessionCookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    expect((await secrets.known()).map(({ text }) => text)).toContain(sessionCookie?.value)

    await test.step('API calls and a refresh', async () => {
      await tab.openCase('Damp in the upper flat')
      await tab.note.fill('Called the landlord')
      await tab.saveNote.click()
      await expect(tab.noteState).toHaveText('Saved')
      await expect.poll(() => server.counts().tokenRequests.refresh_token).toBeGreaterThanOrEqual(1)
      await look()
    })

    await test.step('a server that is busy, an extension that fails and one that does not', async () => {
      server.setFaults({ unavailable: { times: 'always', retryAfterSeconds: 60 } })
      await expect(tab.dialogTitle).toHaveText('You’re about to be signed out')
      await tab.stayButton.click()
      await expect(tab.stayProblem).toBeVisible()
      await look()
      server.clearFaults()
      await tab.stayButton.click()
      await expect(tab.dialog).toBeHidden()
      expect(server.counts().handler.extend).toBe(1)
      await look()
      await lookIntoHeaps()
    })

    await test.step('an answer that is lost, then a grant that is taken back', async () => {
      server.setFaults({ dropAfter: 1 })
      await expect.poll(() => server.counts().faults.dropAfter).toBe(1)
      server.setFaults({ reject: 1 })
      for (const { dialogTitle } of [tab, other]) await expect(dialogTitle).toHaveText('You’ve been signed out')
      await look()
      await lookIntoHeaps()
    })

    await test.step('sign-in anew and sign-out', async () => {
      await tab.dialog.getByRole('button', { name: 'Sign in again' }).click()
      await expect(tab.caseTitle).toBeVisible()
      await look()
      await lookIntoHeaps()
      const leftProvider = tab.page.waitForResponse(/\/session\/signed-out/)
      await tab.signOutButton.click()
      await leftProvider
      await expect(tab.signInPage).toBeVisible()
      await expect.poll(() => server.counts().received.logout).toBeGreaterThanOrEqual(1)
      await look()
    })

    secrets.stop()
    const evidence = await scanner.evidence()
    const real = await secrets.known()
    expect(secrets.counts()).toMatchObject({ client_secret: 1, code: 2, cookie: expect.any(Number) })
    for (const kind of ['access_token', 'refresh_token', 'id_token']) expect(secrets.counts()[kind]).toBeGreaterThanOrEqual(4)
    const places: readonly Place[] = [
      'IndexedDB',
      'broadcast',
      'DOM',
      'React state',
      'developer tools hook',
      'readable answer',
      'JavaScript heap',
    ]
    expect(evidence.map(({ place }) => place)).toEqual(expect.arrayContaining([...places]))
    expect(whereabouts(evidence, real)).toEqual([])
    expect(tokenShaped(evidence)).toEqual([])
    expect(evidence.filter(({ place, text }) => place === 'request' && text.startsWith('authorization:'))).toEqual([])

    // That the real ones would have been found, were they there.
    const planted = real.filter(({ name }) =>
      ['access_token 1', 'refresh_token 1, first characters', 'id_token 1, part 2', 'cookie 1'].includes(name),
    )
    expect(planted).toHaveLength(4)
    await tab.page.evaluate(
      (texts) => void Reflect.set(globalThis, 'planted', texts),
      planted.map(({ text }) => text),
    )
    await scanner.look(tab.page)
    const after = await scanner.evidence()
    for (const secret of planted)
      expect(whereabouts(after, [secret])).toContain(`${secret.name} in window: planted.${planted.indexOf(secret)}`)
  })
})

/** Which secret is where; the secrets themselves are not repeated. */
function whereabouts(evidence: readonly Evidence[], secrets: readonly Secret[]): readonly string[] {
  return [
    ...new Set(
      secrets.flatMap(({ name, text }) =>
        evidence.filter((one) => one.text.includes(text)).map(({ place, where }) => `${name} in ${place}: ${where}`),
      ),
    ),
  ]
}

function tokenShaped(evidence: readonly Evidence[]): readonly { readonly place: string; readonly where: string }[] {
  return evidence.filter(({ text }) => JWT_SHAPE.test(text)).map(({ place, where }) => ({ place, where }))
}
