import { expect, test } from './harness/index.ts'

const OUT = 'You’ve been signed out'

test.describe('a token of 2 min, refreshed 1 min before it ends', () => {
  test.use({ lifetimes: { accessTokenSeconds: 120 } })
  const policy = { refreshLead: '60s' } as const

  test('SPEKTR-1 P-5 background refreshes move the expiry, one for both tabs, and no dialog is ever seen', async ({
    app,
    server,
    sightings,
  }) => {
    const first = await app.signIn(policy)
    const second = await app.open('/', policy)
    await expect(second.cases).toBeVisible()
    // The third is sent when the token of the sign-in is over, and the one after it nearly.
    await expect.poll(() => server.counts().tokenRequests.refresh_token).toBeGreaterThanOrEqual(3)
    await first.openCase('Damp in the upper flat')
    await expect(first.caseTitle).toHaveText('Damp in the upper flat')
    await expect(second.cases).toBeVisible()

    const { received, tokenRequests, reuses, apiCalls } = server.counts()
    expect(received).toMatchObject({ refresh: tokenRequests.refresh_token, extend: 0 })
    expect([reuses, apiCalls.unauthorized]).toEqual([0, 0])
    for (const { page } of [first, second]) {
      expect(await sightings.of(page, 'dialog')).toEqual([])
      expect(await sightings.of(page, 'cover'), 'refreshed before the token ended').toEqual([])
    }
  })

  test('R-83 a refresh that the provider rejects ends both tabs at once, with one request', async ({ app, server }) => {
    const first = await app.signIn(policy)
    const second = await app.open('/', policy)
    await expect(second.cases).toBeVisible()
    server.resetCounts()
    server.setFaults({ reject: 'always' })
    for (const tab of [first, second]) {
      await expect(tab.dialogTitle).toHaveText(OUT)
      await expect(tab.dialog).toContainText('The server asks you to sign in again before you go on.')
      await expect(tab.cases).not.toBeAttached()
    }
    // No late request of the other tab, and none of a page that starts now.
    await second.page.reload()
    await expect(second.signInPage).toBeVisible()
    const { received, tokenRequests, faults, reuses } = server.counts()
    expect({ received: received.refresh + received.extend, provider: tokenRequests.refresh_token, faults: faults.reject, reuses }).toEqual({
      received: 1,
      provider: 1,
      faults: 1,
      reuses: 0,
    })
  })

  test('an answer that is lost after the provider rotated the token ends the session, counted as a reuse', async ({ app, server }) => {
    const tab = await app.signIn(policy)
    server.resetCounts()
    server.setFaults({ providerLost: 1 })
    await expect(tab.dialogTitle).toHaveText(OUT)
    await expect(tab.dialog).toContainText('The server asks you to sign in again before you go on.')
    const { faults, reuses, received } = server.counts()
    expect([faults.providerLost, reuses, received.refresh]).toEqual([1, 1, 2])
  })
})

test.describe('a token of 2 min that is never refreshed', () => {
  test.use({ lifetimes: { accessTokenSeconds: 120 } })

  test('SPEKTR-4 with onTokenExpiry "end" the session ends when the token does, and says that the server could not be reached', async ({
    app,
    server,
    sightings,
  }) => {
    server.setFaults({ unavailable: { times: 'always', retryAfterSeconds: 0 } })
    const tab = await app.signIn({ onTokenExpiry: 'end', refreshLead: '60s' })
    await expect(tab.dialogTitle).toHaveText(OUT)
    await expect(tab.dialog).toContainText('We couldn’t reach the server in time to keep you signed in.')
    await expect(tab.cases).not.toBeAttached()
    // It warned first, in the same dialog.
    const shown = await sightings.of(tab.page, 'dialog')
    expect(shown.map(({ text }) => text.includes('You’re about to be signed out'))).toEqual([true])
    expect(server.counts().tokenRequests.refresh_token).toBe(0)
    expect(server.counts().faults.unavailable).toBeGreaterThan(0)
  })

  test('P-2 P-3 with onTokenExpiry "check" the page is covered when the token ends, and comes back with its text once the network does', async ({
    app,
    context,
    sightings,
  }) => {
    const tab = await app.signIn({ refreshLead: '60s' })
    await tab.openCase('Damp in the upper flat')
    await tab.note.fill('Called the landlord')
    await tab.note.evaluate((field) => field.setAttribute('data-same', 'yes'))
    await context.setOffline(true)
    let documents = 0
    tab.page.on('domcontentloaded', () => (documents += 1))
    await expect(tab.cover).toBeVisible()
    await expect(tab.note).toBeHidden()
    await expect(tab.dialogTitle).toHaveText('Reconnecting')
    await context.setOffline(false)
    await expect(tab.note).toBeVisible()
    await expect(tab.note).toHaveValue('Called the landlord')
    await expect(tab.note, 'the field itself was kept, not only its text').toHaveAttribute('data-same', 'yes')
    await expect(tab.cover).toBeHidden()
    await expect(tab.dialog).toBeHidden()
    expect(documents).toBe(0)
    expect(await sightings.of(tab.page, 'sign-in page')).toHaveLength(1)
  })
})

test.describe('a token of 3 min, refreshed half-way', () => {
  test.use({ lifetimes: { accessTokenSeconds: 180 } })

  test('P-1 P-2 a busy server, a lost request and a lost answer each keep the user signed in, and the next attempt succeeds by itself', async ({
    app,
    server,
    sightings,
  }) => {
    const tab = await app.signIn({ refreshLead: '90s' })
    for (const fault of [{ unavailable: { times: 1, retryAfterSeconds: 0 } }, { dropBefore: 1 }, { dropAfter: 1 }]) {
      server.resetCounts()
      server.setFaults(fault)
      await expect.poll(() => server.counts().received.refresh).toBe(2)
      await expect.poll(() => server.counts().tokenRequests.refresh_token).toBe(1)
      await expect(tab.cases).toBeVisible()
      expect(Object.values(server.counts().faults).reduce((sum, struck) => sum + struck)).toBe(1)
      expect(server.counts().reuses).toBe(0)
    }
    await tab.openCase('Damp in the upper flat')
    await expect(tab.caseTitle).toHaveText('Damp in the upper flat')
    expect(await sightings.of(tab.page, 'sign-in page')).toHaveLength(1)
  })
})
