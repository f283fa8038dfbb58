import { REQUEST_HEADER } from '@stillhere/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { pageWorld } from './test-support/page-world.ts'

afterEach(() => void vi.unstubAllGlobals())

const MINUTE = 60
const SIGNED_IN = { status: 'signed-in', warning: null, checking: null }

describe('a page before a server that signs out after fifteen minutes', () => {
  test('R-53 who types for sixteen minutes without any request of the app stays signed in, reported once a minute at the most', async () => {
    const { tab, pass, asked, peek } = await pageWorld({ inactivity: '15m' })
    await pass(16 * MINUTE, () => tab.input())
    expect(tab.session.getState()).toMatchObject(SIGNED_IN)
    expect(await peek()).toMatchObject({ status: 'live', endsInSeconds: { inactive: expect.any(Number) } })
    const extensions = asked.filter((path) => path === '/session/extend').length
    expect([extensions >= 14, extensions <= 17]).toEqual([true, true])
  })

  test('P-14 a dashboard that polls every ten seconds is warned for nobody, and signed out for the server’s reason', async () => {
    const { tab, pass, api, peek } = await pageWorld({ inactivity: '15m' })
    const poll = (second: number) => (second % 10 === 0 ? api('https://app.example/api/cases', { background: true }) : undefined)
    await pass(13 * MINUTE - 10, poll)
    expect(tab.session.getState()).toMatchObject(SIGNED_IN)
    await pass(20, poll)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: { cause: 'inactive', extendable: true } })
    await pass(2 * MINUTE)
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    expect(await peek()).toMatchObject({ status: 'rejected' })
  })

  test('the same requests unmarked are presence: whoever polls has to say so', async () => {
    const { tab, pass, api } = await pageWorld({ inactivity: '15m' })
    await pass(16 * MINUTE, (second) => (second % 10 === 0 ? api('https://app.example/api/cases') : undefined))
    expect(tab.session.getState()).toMatchObject(SIGNED_IN)
  })

  test('P-24 "stay" in the warning moves the end at the server, and the warning goes when the server has said so', async () => {
    const { tab, pass, peek } = await pageWorld({ inactivity: '15m' })
    await pass(14 * MINUTE)
    expect(tab.session.getState().warning).toMatchObject({ cause: 'inactive' })
    const stayed = tab.session.extend()
    await pass(1)
    expect(await stayed).toMatchObject({ ok: true })
    expect(tab.session.getState()).toMatchObject(SIGNED_IN)
    expect(await peek()).toMatchObject({ endsInSeconds: { inactive: 900 } })
  })
})

describe('R-71 a page that has been tampered with', () => {
  test('does not get past the limits with a clock that is set back every minute, and without a word at its end', async () => {
    const { browser, pass, api, peek, at } = await pageWorld({ inactivity: '15m', maxLifetime: '1h' }, {}, ['/session/logout'])
    await pass(15 * MINUTE, (second) => {
      if (second % MINUTE === 0) browser.setClock({ offset: '-1m' })
    })
    expect(await peek()).toEqual({ status: 'rejected', reason: 'inactive' })
    expect((await api('https://app.example/api/cases')).status).toBe(401)
    expect((await at.server.requireSession(at.browser.request())).ok).toBe(false)
  })

  test('does not get past them with its timers gone, because the server asks nobody', async () => {
    const { tab, at, peek } = await pageWorld({ inactivity: '15m' })
    await tab.suspend()
    at.advance(15 * 60_000)
    expect(await peek()).toEqual({ status: 'rejected', reason: 'inactive' })
  })

  test('gets as far as the maximum lifetime by claiming presence that is none, and no further', async () => {
    const { tab, at, peek } = await pageWorld({ inactivity: '15m', maxLifetime: '1h' })
    await tab.suspend()
    const claim = () =>
      at.browser.send('/extend', { method: 'POST', headers: { [REQUEST_HEADER]: '1' }, body: '{"minValiditySeconds":60}' })
    for (let minute = 1; minute < 60; minute += 1) {
      at.advance(60_000)
      expect((await claim()).status).toBe(200)
    }
    at.advance(60_000)
    expect((await claim()).status).toBe(401)
    expect(await peek()).toEqual({ status: 'rejected', reason: 'max-lifetime' })
  })
})

test('limits that the server has and the page does not know of are the page’s as well', async () => {
  const { tab, pass } = await pageWorld({ maxLifetime: '20m' })
  await pass(18 * MINUTE + 5)
  expect(tab.session.getState()).toMatchObject({ warning: { cause: 'max-lifetime', extendable: false } })
  await pass(2 * MINUTE)
  expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime' } })
})
