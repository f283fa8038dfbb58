import { createWorld, type Tab, type World } from '@stillhere/react/testing'
import { cleanup } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useSessionDraft } from '../index.ts'
import { draftPage, type DraftPageOptions, newDraftPage, Note, secretOf, TEXT } from '../test-support/draft-page.tsx'

const ADA = { sub: 'ada', name: 'Ada' }
const GRACE = { sub: 'grace', name: 'Grace' }
const SAVED = 'What you were working on has been saved.'

let world: World
afterEach(async () => {
  cleanup()
  await world.dispose()
})

function atWork(options: DraftPageOptions = {}, policy = {}) {
  world = createWorld({ user: ADA, policy: { inactivity: '15m', maxLifetime: '8h', accessTokenLifetime: '5m', ...policy } })
  return newDraftPage(world, options)
}

async function stayActive(tab: Tab, minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 10) {
    await tab.input()
    await world.advance(`${Math.min(left, 10)}m`)
  }
}

const ENDS: Readonly<Record<string, (tab: Tab) => Promise<unknown>>> = {
  inactive: () => world.advance('15m'),
  'max-lifetime': (tab) => stayActive(tab, 8 * 60),
  'token-expired': async () => {
    world.server.fail('network')
    await world.advance('6m')
  },
  'refresh-rejected': async () => {
    world.server.rejectRefresh()
    await world.advance('5m')
  },
  revoked: () => world.server.end(),
  'signed-out': async () => {
    const other = world.tab()
    await world.advance('1s')
    await other.session.signOut()
    await world.advance('1s')
  },
}

function Unseen({ typed }: { readonly typed: { readonly text: string } }) {
  useSessionDraft('unseen', () => typed.text || null)
  return null
}

describe('R-19 P-28 a draft', () => {
  it.each(Object.keys(ENDS))('is offered again to the same user after the end %j, and the dialog says that it is kept', async (reason) => {
    const { tab, ...page } = await atWork({}, reason === 'token-expired' ? { onTokenExpiry: 'end' } : {})
    page.type(TEXT)
    await ENDS[reason]?.(tab)
    expect([tab.session.getState().end?.reason, page.inside.queryByText('signed out') !== null]).toEqual([reason, true])
    expect(page.dialogText()).toContain(SAVED)
    await page.kept(1)

    world.server.recover()
    await world.server.signIn()
    const later = draftPage(await tab.reload(), { storage: page.storage.copy() })
    expect(await later.offered()).toBe(TEXT)
    expect(later.field('note').value).toBe('')
  })

  it('is offered in the same page when the user has signed in again in another tab', async () => {
    const page = await atWork()
    page.type(TEXT)
    await world.server.end()
    await world.server.signIn()
    world.tab()
    await world.advance('1s')
    expect(page.tab.session.getState().status).toBe('signed-in')
    expect(await page.offered()).toBe(TEXT)
  })

  it('is gone for another user, who is offered nothing', async () => {
    const page = await atWork()
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
    await world.server.signIn(GRACE)
    const theirs = draftPage(await page.tab.reload(), { storage: page.storage, sealingKey: secretOf('grace') })
    await page.kept(0)
    expect(theirs.isOffered()).toBe(false)
  })

  it('is gone for another user even where the server gives everybody the same secret', async () => {
    const page = await atWork()
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
    await world.server.signIn(GRACE)
    const theirs = draftPage(await page.tab.reload(), { storage: page.storage })
    await page.kept(0)
    expect(theirs.isOffered()).toBe(false)
  })

  it('is gone for another user where the form stayed in the page and may be come back to', async () => {
    const page = await atWork({ whenEnded: 'hide', ui: <Note keepOnUnmount /> })
    page.type(TEXT)
    world.server.rejectRefresh()
    await page.tab.session.refreshNow()
    expect(page.tab.session.getState().status).toBe('ended')
    await page.kept(1)
    page.type('What came after the end.')
    world.server.recover()
    await world.server.signIn(GRACE)
    await page.tab.session.restore()
    expect([page.tab.session.userId(), page.field('note').value]).toEqual(['grace', ''])
    await page.kept(0)
    await world.advance('2s')
    expect([page.isOffered(), page.storage.drafts()]).toEqual([false, []])
  })

  it('waits for its user from the end on, however long ago it was typed', async () => {
    const page = await atWork({ maxAge: '10m' })
    page.type(TEXT)
    await world.advance('1s')
    await page.kept(1)
    await stayActive(page.tab, 12)
    await world.server.end()
    await world.advance('9m')
    expect(page.storage.drafts()).toHaveLength(1)
    await world.advance('1m')
    expect(page.storage.drafts()).toEqual([])
  })

  it('is deleted and called lost when somebody else signs in in this browser meanwhile', async () => {
    const page = await atWork()
    page.type(TEXT)
    await world.advance('1s')
    await page.kept(1)
    await world.server.signIn(GRACE)
    await page.tab.session.restore()
    await world.advance('1s')
    expect(page.tab.session.getState().end?.reason).toBe('replaced')
    expect(page.storage.drafts()).toEqual([])
    expect(page.dialogText()).toContain('What you had not saved is gone.')
  })

  it('is in the storage before anybody sees that the session has ended, however late it was typed', async () => {
    const page = await atWork()
    page.type('Earlier.')
    await world.advance('1s')
    await page.kept(1)
    const earlier = page.storage.drafts()
    page.type(TEXT)
    const seen = vi.fn(() => page.storage.drafts())
    page.tab.session.subscribe(seen)
    await world.server.end()
    expect(seen.mock.results[0]?.value).not.toEqual(earlier)
    expect(seen.mock.results[0]?.value).toHaveLength(1)
  })

  it('survives a crash after the warning, with what was typed before it', async () => {
    const page = await atWork({ sealingKey: secretOf('ada') })
    await world.advance('780s')
    page.type(TEXT)
    await world.advance('1s')
    await page.kept(1)
    const left = page.storage.copy()
    page.tab.crash()
    await world.server.signIn()
    const later = draftPage(world.tab(), { storage: left })
    await world.advance('1s')
    expect(await later.offered()).toBe(TEXT)
  })

  it('is kept at the warning, when nothing on the page has told that there is something new', async () => {
    const typed = { text: '' }
    const page = await atWork({ ui: <Unseen typed={typed} /> })
    await world.advance('12m')
    typed.text = TEXT
    await world.advance('1m')
    expect(page.tab.session.getState().warning).not.toBeNull()
    expect(page.storage.drafts()).toHaveLength(1)
  })

  it('survives a reload that comes in the moment of typing', async () => {
    const page = await atWork()
    page.type('Earlier.')
    await world.advance('1s')
    await page.kept(1)
    page.type(TEXT)
    dispatchEvent(new PageTransitionEvent('pagehide'))
    const later = draftPage(await page.tab.reload(), { storage: page.storage.copy() })
    expect(await later.offered()).toBe(TEXT)
  })
})

describe('R-72 what stands in the tab', () => {
  it('can be read by nobody: neither the text, nor what the draft is called, nor who wrote it', async () => {
    world = createWorld({ user: ADA, userId: 'ada-lovelace@example.com' })
    const tab = world.tab()
    await world.advance('1s')
    const page = draftPage(tab, {})
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
    const readable = Array.from({ length: page.storage.length }, (_, index) => page.storage.key(index) ?? '').map(
      (name) => `${name}=${page.storage.getItem(name)}`,
    )
    expect(readable.filter((item) => /plumber|note|lovelace|secret/i.test(item) || item.includes(btoa(TEXT).slice(0, 12)))).toEqual([])
  })
})

describe('the dialog', () => {
  it.each([
    ['says what the app says, whatever became of the draft', { unsavedWork: 'lost' }, TEXT, 'What you had not saved is gone.'],
    ['says nothing where the app wants that', { unsavedWork: 'none' }, TEXT, null],
    ['says nothing of unsaved work where there was none', {}, '', null],
  ] as const)('%s', async (_what, dialog, text, said) => {
    const page = await atWork({ dialog })
    page.type(text)
    await world.server.end()
    await page.kept(text === '' ? 0 : 1)
    expect(page.dialogText().match(/What you (had not|were working)[^.]*\./)?.[0] ?? null).toBe(said)
  })

  it('speaks of the end that there was, not of an earlier one', async () => {
    const page = await atWork()
    page.type(TEXT)
    await world.server.end()
    await page.kept(1)
    expect(page.dialogText()).toContain(SAVED)
    page.show(<p>another page</p>)
    await world.server.signIn()
    await page.tab.session.restore()
    await world.advance('1s')
    await world.server.end()
    expect(page.tab.session.getState().status).toBe('ended')
    expect(page.dialogText()).not.toContain(SAVED)
  })
})
