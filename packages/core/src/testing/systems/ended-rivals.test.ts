import { describe, expect, test } from 'vitest'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }

describe('a newer session that is over', () => {
  test('R-69 does not end the sign-in that began after the store was cleared, although an old tab counted further', async () => {
    const { world, machine } = openWorld({ user: ada })
    let tab = world.tab()
    const old = world.tab()
    await world.advance('1m')
    for (let signIns = 0; signIns < 3; signIns++) {
      await tab.session.signOut()
      await world.server.signIn()
      tab = await tab.reload()
      await world.advance('5s')
    }
    await tab.session.signOut()
    await world.advance('1s')
    expect(old.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
    machine.storage.plant(null)
    await world.server.signIn()
    tab = await tab.reload()
    await world.advance('5s')
    for (const { session } of [tab, old]) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    const late = world.tab()
    await world.advance('1h')
    for (const { session } of [tab, old, late]) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })

  test('P-22 ends a tab that was frozen meanwhile, with its reason, when the backend knows no other', async () => {
    const { world, sent } = openWorld({ user: ada })
    let tab = world.tab()
    const frozen = world.tab()
    await world.advance('1m')
    await frozen.freeze()
    await tab.session.signOut()
    await world.server.signIn()
    tab = await tab.reload()
    await world.advance('1m')
    await tab.session.signOut()
    const sentBefore = sent.length
    await frozen.thaw()
    await world.advance('1s')
    expect(frozen.session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'signed-out' } })
    expect(sent[sentBefore]).toBe('restore')
  })
})

describe('an end that the backend never confirmed', () => {
  test('R-76 is told again before "Sign in again", which brings the old session back in no case', async () => {
    const backend = { reachable: false, alive: true }
    const restore = async () => (backend.alive ? live({ endsIn: { 'token-expired': '8h' } }) : ({ status: 'rejected' } as const))
    const signOut = async () => {
      if (!backend.reachable) throw new TypeError('Failed to fetch')
      backend.alive = false
    }
    const { world } = openWorld({ user: ada, backend: scriptedBackend({ restore, signOut }), policy: { inactivity: '15m' } })
    let tab = world.tab()
    await world.advance('16m')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    tab = await tab.reload()
    await world.advance('1s')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-out', end: { reason: 'inactive' } })

    await expect(tab.session.signIn()).resolves.toMatchObject({ ok: false, reason: 'leaving' })
    tab = await tab.reload()
    await world.advance('1s')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-out', end: { reason: 'inactive' } })

    backend.reachable = true
    await expect(tab.session.signIn()).resolves.toMatchObject({ ok: false, reason: 'leaving' })
    expect(backend.alive).toBe(false)
    backend.alive = true
    tab = await tab.reload()
    await world.advance('1s')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', end: null })
  })
})

describe('an ended session that a late credential brings back to the browser', () => {
  test('P-22 lets nobody in again who has seen it end, although a newer one was heard of', async () => {
    const browser = { key: 'first' }
    const backend = scriptedBackend({ restore: async () => live({ sessionKey: browser.key }) })
    const { world } = openWorld({ user: ada, backend })
    const tabs = [world.tab(), world.tab()]
    await world.advance('1m')
    await tabs[0]?.session.signOut()
    await world.advance('1s')
    browser.key = 'second'
    const opened = world.tab()
    const undo = opened.session.subscribe(() => {
      browser.key = 'first'
    })
    await world.advance('1s')
    undo()
    expect(opened.session.getState().status).toBe('signed-in')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
  })
})

describe('a newer session that is over, heard of by a tab whose own request is answered only now', () => {
  test('P-22 is asked about once, not without end', async () => {
    const { world, sent } = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '5m' }, serverKind: 'handler', latency: '80ms' })
    let tab = world.tab()
    const frozen = world.tab()
    await world.advance('1m')
    world.server.fail('slow', 1, { delay: '5s', on: 'answer' })
    void frozen.session.reportUnauthorized()
    await world.advance('1s')
    await frozen.freeze()
    world.messages.fail('lost', 99)
    void tab.session.signOut()
    await world.advance('3s')
    await world.server.signIn()
    tab = await tab.reload()
    await world.advance('3s')
    void tab.session.signOut()
    await world.advance('3s')
    await world.advance('10m')
    world.messages.recover()
    const sentBefore = sent.length
    await frozen.thaw()
    await world.advance('10s')
    expect(frozen.session.getState()).toMatchObject({ status: 'ended', user: null })
    expect(sent.length - sentBefore).toBeLessThan(6)
  })
})
