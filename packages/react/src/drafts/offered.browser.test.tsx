import { createWorld, type Tab, type World } from '@stillhere/react/testing'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { draftPage, type DraftPageOptions, newDraftPage, Note, type TabStorage, TEXT, Waiting } from '../test-support/draft-page.tsx'

const OTHER = 'She will send photos.'

let world: World
afterEach(async () => {
  cleanup()
  await world.dispose()
})

function atWork(options: DraftPageOptions = {}) {
  world = createWorld({ user: { sub: 'ada' }, policy: { inactivity: '15m' } })
  return newDraftPage(world, options)
}

/** Types, lets the session end and signs in again, on a new page of the same tab. */
async function backWith(text: string, options: DraftPageOptions = {}) {
  const { tab, ...page } = await atWork(options)
  page.type(text)
  await world.server.end()
  await page.kept(1)
  return signedInAgain(tab, page.storage, options)
}

async function signedInAgain(tab: Tab, storage: TabStorage, options: DraftPageOptions = {}) {
  cleanup()
  await world.server.signIn()
  const next = await tab.reload()
  return { tab: next, ...draftPage(next, { ...options, storage }) }
}

describe('what is found', () => {
  it('can be put back into the form, where it is kept from then on as any other text', async () => {
    const page = await backWith(TEXT)
    await page.offered()
    const [found] = page.storage.drafts()
    page.press('Put it back')
    expect([page.field('note').value, page.isOffered()]).toEqual([TEXT, false])
    await vi.waitFor(() => expect(page.storage.drafts()).not.toContain(found))
    expect(page.storage.drafts()).toHaveLength(1)
    await world.server.end()
    expect(await (await signedInAgain(page.tab, page.storage)).offered()).toBe(TEXT)
  })

  it('is forgotten when the user does not want it', async () => {
    const page = await backWith(TEXT)
    await page.offered()
    page.press('Discard it')
    expect([page.field('note').value, page.isOffered()]).toEqual(['', false])
    await page.kept(0)
  })

  it('is not lost to what is typed before anybody has answered: both are offered, the newer one first', async () => {
    const page = await backWith(TEXT)
    await page.offered()
    page.type(OTHER)
    await world.advance('1s')
    await page.kept(2)
    await world.server.end()
    const later = await signedInAgain(page.tab, page.storage)
    expect(await later.offered()).toBe(OTHER)
    later.press('Discard it')
    expect(await later.offered()).toBe(TEXT)
  })

  it('belongs to its key alone', async () => {
    const both = (
      <>
        <Note name="one" />
        <Note name="two" />
      </>
    )
    const { tab, ...page } = await atWork({ ui: both })
    page.type(TEXT, 'two')
    await world.server.end()
    await page.kept(1)
    const later = await signedInAgain(tab, page.storage, { ui: <Note name="one" /> })
    await world.advance('1s')
    expect(later.isOffered()).toBe(false)
    later.show(<Note name="two" />)
    expect(await later.offered()).toBe(TEXT)
  })

  it('is checked by the app, and forgotten when this build cannot use it', async () => {
    const ui = <Note parse={(kept) => (kept === OTHER ? OTHER : null)} />
    const page = await backWith(TEXT, { ui })
    await page.kept(0)
    expect(page.isOffered()).toBe(false)
  })

  it('is too old after three days, and not offered any more', async () => {
    const { tab, ...page } = await atWork()
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
    const left = page.storage.copy()
    await world.advance('71h')
    expect(page.storage.drafts()).toHaveLength(1)
    await world.advance('1h')
    expect(page.storage.drafts()).toHaveLength(0)
    const later = await signedInAgain(tab, left)
    await later.kept(0)
    expect(later.isOffered()).toBe(false)
  })

  it('leaves the page with the end, also where the form stays hidden in it', async () => {
    const page = await backWith(TEXT, { whenEnded: 'hide' })
    await page.offered()
    world.server.rejectRefresh()
    await page.tab.session.refreshNow()
    await world.advance('1s')
    expect([page.tab.session.getState().status, page.isOffered()]).toEqual(['ended', false])
  })

  it('is not offered to a form that still holds it, kept in the page over the end', async () => {
    const page = await atWork({ whenEnded: 'hide' })
    page.type(TEXT)
    await world.server.rejectRefresh()
    await page.tab.session.refreshNow()
    await world.advance('1s')
    expect(page.tab.session.getState().status).toBe('ended')
    await world.server.signIn()
    await page.tab.session.restore()
    await world.advance('2s')
    expect([page.tab.session.getState().status, page.field('note').value, page.isOffered()]).toEqual(['signed-in', TEXT, false])
    expect(page.storage.drafts()).toHaveLength(1)
  })
})

describe('what nobody has answered', () => {
  it('stays for the next time, and the dialog says that it is kept', async () => {
    const page = await backWith(TEXT)
    await page.offered()
    await world.server.end()
    expect(page.dialogText()).toContain('What you were working on has been saved.')
    expect(await (await signedInAgain(page.tab, page.storage)).offered()).toBe(TEXT)
  })
})

describe('two forms of one key', () => {
  it('in two tabs keep each its own text', async () => {
    const one = await atWork()
    const two = draftPage(world.tab())
    await world.advance('1s')
    one.type(TEXT)
    two.type(OTHER)
    await world.server.end()
    await Promise.all([one.kept(1), two.kept(1)])
    expect(await (await signedInAgain(one.tab, one.storage)).offered()).toBe(TEXT)
    cleanup()
    expect(await draftPage(world.tab(), { storage: two.storage }).offered()).toBe(OTHER)
  })
})

describe('what is done with is forgotten', () => {
  it('when the form has been saved, and `read` says null', async () => {
    const page = await atWork()
    page.type(TEXT)
    await world.advance('1s')
    await page.kept(1)
    page.type('')
    await world.advance('1s')
    expect(page.storage.drafts()).toEqual([])
  })

  it('when the user leaves the form while signed in', async () => {
    const page = await atWork()
    page.type(TEXT)
    await world.advance('1s')
    await page.kept(1)
    page.show(<p>another page</p>)
    expect(page.storage.drafts()).toEqual([])
  })

  it('unless the form may be come back to: then it is offered there', async () => {
    const page = await atWork({ ui: <Note keepOnUnmount /> })
    page.type(TEXT)
    page.show(<p>another page</p>)
    await page.kept(1)
    page.show(<Note keepOnUnmount />)
    expect(await page.offered()).toBe(TEXT)
  })

  it('when the user signs out by hand in this tab, and not in the others', async () => {
    const page = await atWork()
    const other = draftPage(world.tab())
    await world.advance('1s')
    page.type(TEXT)
    other.type(OTHER)
    await world.advance('1s')
    await Promise.all([page.kept(1), other.kept(1)])
    await page.tab.session.signOut()
    await world.advance('1s')
    expect([page.storage.drafts().length, other.storage.drafts().length]).toEqual([0, 1])
    expect(other.dialogText()).toContain('What you were working on has been saved.')
  })

  it('when the user signs out by hand on a page of the app that has no form', async () => {
    const page = await atWork({ ui: <Note keepOnUnmount /> })
    page.type(TEXT)
    page.show(<p>another page</p>)
    await page.kept(1)
    await page.tab.session.signOut()
    await world.advance('1s')
    expect(page.storage.drafts()).toEqual([])
  })

  it('unless the app keeps drafts over a sign-out', async () => {
    const page = await atWork({ afterSignOut: 'keep' })
    page.type(TEXT)
    await page.tab.session.signOut()
    await world.advance('1s')
    await page.kept(1)
    expect(await (await signedInAgain(page.tab, page.storage)).offered()).toBe(TEXT)
  })
})

describe('useKeptDrafts', () => {
  it('tells a sign-in page how many texts wait in this tab, and none any more when they are too old', async () => {
    const { tab, ...page } = await atWork({ signedOut: <Waiting /> })
    page.type(TEXT)
    await world.server.end()
    expect(await screen.findByText('1 waiting')).toBeDefined()
    cleanup()
    const next = await tab.reload()
    draftPage(next, { storage: page.storage, signedOut: <Waiting /> })
    expect(await screen.findByText('1 waiting')).toBeDefined()
    await world.advance('72h')
    cleanup()
    draftPage(await next.reload(), { storage: page.storage, signedOut: <Waiting /> })
    expect(await screen.findByText('0 waiting')).toBeDefined()
  })
})
