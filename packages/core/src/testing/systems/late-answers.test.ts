import { describe, expect, test } from 'vitest'
import { subjectKey } from '../../engine/subject-key.ts'
import { holdRequests, live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

describe('an answer that is about a session gone by', () => {
  test('P-6 the refresh of the session before, refused late, ends nobody who has signed in anew', async () => {
    const refreshes = holdRequests()
    const browser = { key: 'first' as string | null }
    const look = async () => (browser.key === null ? ({ status: 'rejected' } as const) : live({ sessionKey: browser.key }))
    const backend = scriptedBackend({
      restore: look,
      peek: look,
      refresh: refreshes.ask,
      signOut: async () => {
        browser.key = null
      },
    })
    const { world } = openWorld({ user: ada, backend })
    const old = [world.tab(), world.tab()]
    await world.advance(`${58 * minute + 2 * second}ms`)
    expect(refreshes.count).toBe(1)
    await old[1]?.session.signOut()
    browser.key = 'second'
    const tabs = [...old, world.tab()]
    await world.advance('3s')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    refreshes.answer(0, { status: 'rejected' })
    await world.advance('3s')
    for (const { session } of tabs)
      expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, refresh: { status: 'idle' } })
    expect(world.trace.filter((line) => /ended/.test(line))).toEqual([
      '0:58:02 tab 2 is ended signed-out',
      '0:58:02 tab 1 is ended signed-out, learnt',
    ])
  })

  test('a restore from before the sign-in, answered after it, changes nothing', async () => {
    const restores = holdRequests()
    const { world } = openWorld({ user: ada, backend: scriptedBackend({ restore: restores.ask }) })
    const { session } = world.tab()
    await world.advance('1s')
    const restored = session.restore()
    restores.answer(1, live())
    await world.advance('1s')
    await expect(restored).resolves.toEqual({ ok: true, status: 'signed-in' })
    restores.answer(0, { status: 'rejected' })
    await world.advance('1s')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, end: null })
  })
})

describe('an answer that is older than what it is to prove', () => {
  test('P-19 a refresh sent before a sleep does not lift the cover after it: the backend is asked anew', async () => {
    const { world, sent } = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '8h' } })
    const { session } = world.tab()
    await world.advance('1h')
    world.server.fail('slow', 1, { delay: '3s', on: 'answer' })
    const reported = session.reportUnauthorized()
    await world.advance('1s')
    await world.sleep('3h')
    const sentBefore = sent.length
    const linesBefore = world.trace.length
    await world.advance('10s')
    expect(sent.slice(sentBefore)).toEqual(['peek'])
    expect(world.trace.slice(linesBefore)).toEqual([
      '4:00:03 tab 1 refresh → ok',
      '4:00:03 tab 1 is signed-in, checking (woke)',
      '4:00:03 tab 1 peek → ok',
      '4:00:03 tab 1 is signed-in',
    ])
    await expect(reported).resolves.toEqual({ ok: true })
  })

  test("the backend's news that comes while a tab is peeking is asked about once more", async () => {
    const { world, sent } = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const { session } = world.tab()
    await world.advance(`${12 * minute + 50 * second}ms`)
    world.server.fail('slow', 1, { delay: '3s', on: 'answer', hits: 'everything' })
    await world.advance('6s')
    expect(sent).toEqual(['restore', 'peek'])
    await world.server.end('revoked')
    await world.advance('2s')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'revoked' } })
    expect(sent).toEqual(['restore', 'peek', 'peek'])
  })
})

describe('an answer that was long under way', () => {
  test.each(['0s', '24h', '-24h'] as const)(
    'R-51 lengthens nothing: the life of a token counts from the question (clock %s off)',
    async (offset) => {
      const { world } = openWorld({ user: ada })
      world.setClock({ offset })
      const { session } = world.tab()
      const signedInAt = world.now
      await world.advance('30m')
      world.server.fail('slow', 1, { delay: '20s', on: 'answer' })
      void session.refreshNow()
      await world.advance('1m')
      expect(session.deadlines()[0]).toMatchObject({
        reason: 'token-expired',
        sinceAt: signedInAt + 30 * minute,
        endsAt: signedInAt + 90 * minute,
      })
    },
  )
})

describe('an answer that came while nothing of the tab ran', () => {
  test('P-6 is taken on waking, although the time of its attempt is over by then', async () => {
    const { world, sent } = openWorld({ user: ada })
    const tab = world.tab()
    await world.advance('20m')
    world.server.fail('slow', 1, { delay: '3s', on: 'answer' })
    const reported = tab.session.reportUnauthorized()
    await world.advance('1s')
    await tab.freeze()
    await world.advance('40s')
    await tab.thaw()
    await world.advance('2s')
    await expect(reported).resolves.toEqual({ ok: true })
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(1)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null, refresh: { status: 'idle' } })
  })
})

describe('presence that was reported before a standstill, and answered during it', () => {
  test.each(['provider', 'handler'] as const)('P-19 is waited for before a limit of the backend ends anything (%s)', async (serverKind) => {
    const { world } = openWorld({ user: ada, serverKind, serverLimits: { accessTokenLifetime: '60d', serverIdle: '20m' } })
    const asker = world.tab()
    await world.advance('18.1m')
    world.server.fail('slow', 1, { delay: '12s', on: 'answer' })
    const extended = asker.session.extend()
    await world.advance('2s')
    await asker.freeze()
    await world.advance('3m')
    const seen: string[] = []
    asker.session.subscribe(() => seen.push(asker.session.getState().status))
    const { length } = world.trace
    await asker.thaw()
    await world.advance('2s')
    await extended
    expect(world.trace.slice(length)).toContain('0:21:08 tab 1 is signed-in, checking (woke)')
    expect(asker.session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
    expect(seen).not.toContain('ended')
  })
})

describe('a store that answers late', () => {
  test('R-69 what the first read missed is made good when the store answers the first share', async () => {
    const restores = holdRequests()
    const backend = scriptedBackend({
      restore: () => (restores.count === 0 ? restores.ask() : Promise.resolve(live({ sessionKey: 'new' }))),
      peek: async () => live({ sessionKey: 'new' }),
    })
    const { world, machine } = openWorld({ user: ada, backend, policy: { inactivity: '15m' } })
    const tab = world.tab()
    await world.advance('1s')
    machine.storage.plant(endedYesterday(world.now))
    restores.answer(0, live({ sessionKey: 'new' }))
    await world.advance('1s')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(machine.storage.stored()).toMatchObject({ facts: { session: 5, key: 'new', end: null } })
    for (let minutes = 0; minutes < 40; minutes++) {
      await tab.input()
      await world.advance('1m')
    }
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('a restore that is answered before the store survives what the store knows: a session that is over', async () => {
    const { world, machine } = openWorld({ user: ada, backend: scriptedBackend({ restore: async () => live({ sessionKey: 'new' }) }) })
    machine.storage.plant(endedYesterday(world.now))
    const { session } = world.tab()
    void session.restore()
    await world.advance('1s')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, end: null })
  })
})

/** A record of Ada's fourth session in this browser, which has been over since yesterday. */
function endedYesterday(now: number): unknown {
  const at = now - 24 * hour
  const end = { reason: 'inactive', at: at + second, limitMs: 15 * minute, settled: true }
  return {
    facts: {
      format: 1,
      session: 4,
      key: 'old',
      subject: subjectKey(ada.sub),
      startedAt: at,
      authenticatedAt: null,
      remembered: false,
      activityAt: at,
      limitsMs: {},
      renewal: null,
      end,
    },
    claim: null,
  }
}

test('P-4 an answer that comes after another tab has the new token writes over nothing that was learnt meanwhile', async () => {
  const { world } = openWorld({
    user: ada,
    policy: { inactivity: '15m' },
    serverKind: 'handler',
    serverLimits: { accessTokenLifetime: '10m' },
    platform: { channel: 'none' },
  })
  const slow = world.tab()
  await world.advance('7m')
  world.server.fail('slow', 1, { delay: '20s', on: 'answer' })
  await world.advance('65s')
  expect(slow.session.getState().refresh.status).toBe('running')
  const other = world.tab()
  await world.advance('2s')
  await other.input()
  await world.advance('2s')
  other.crash()
  await world.advance('20s')
  expect(slow.session.getState().refresh.status).toBe('idle')
  const idle = () => slow.session.deadlines().find(({ reason }) => reason === 'inactive')
  expect(idle()?.sinceAt).toBeGreaterThan(world.now - minute)
  const opened = world.tab()
  await world.advance('7m')
  expect(opened.session.getState()).toMatchObject({ status: 'signed-in', warning: null })
})
