import { createWorld } from '@stillhere/core/testing'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { LIVES } from '../test-support/lives.ts'
import { openPanel } from '../test-support/open-devtools.tsx'
import { reportOf } from './story/report.ts'
import { feedOf } from './feed/feed.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  localStorage.removeItem('stillhere-devtools')
})

const MARKER = 'marker-9b1d77c2'
const PANES = ['Life', 'Log', 'Tabs', 'Policy', 'Tools']

/** A backend that pours its token over everything that it can. */
function leaky() {
  const user = { sub: MARKER, name: MARKER, email: `${MARKER}@example.com` }
  const live = { status: 'live', userId: MARKER, user, endsIn: { 'token-expired': '5m' }, sessionKey: MARKER, accessToken: MARKER } as const
  let refreshes = 0
  return {
    restore: async () => live,
    refresh: async () => {
      refreshes += 1
      if (refreshes === 1) return { status: 'unavailable', message: MARKER } as const
      if (refreshes === 2) return { status: 'misconfigured', message: MARKER } as const
      return Promise.reject(new Error(`Bearer ${MARKER}`))
    },
    peek: async () => Promise.reject(new Error(MARKER)),
    signOut: async () => Promise.reject(new Error(MARKER)),
  }
}

async function lifeOfALeakySession() {
  const world = createWorld({ user: { sub: MARKER, name: MARKER, email: MARKER }, policy: { inactivity: '15m' }, backend: leaky() })
  const tab = world.tab()
  await world.advance('6m')
  tab.session.holdActivity(`upload of ${MARKER}`, { max: '1m' })
  await world.advance('5m')
  return { world, tab }
}

test('a marker in tokens, claims, session key, errors and answers is nowhere in panel, report or page', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { world, tab } = await act(lifeOfALeakySession)
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const panel = await openPanel(tab.session)
  const seen: string[] = []
  for (const pane of PANES) {
    await panel.press(pane)
    seen.push(panel.tree.querySelector('.place')?.outerHTML ?? '')
  }
  await panel.press('Copy report')
  const report = written.mock.calls[0]?.[0] ?? ''
  await act(async () => void tab.session.signOut())
  await act(() => world.advance('1m'))
  seen.push(panel.text(), document.documentElement.outerHTML, JSON.stringify(localStorage))
  expect(seen.join('').length).toBeGreaterThan(5000)
  // The app's own label of a lease is shown to whoever develops the app, and to nobody else.
  expect(seen.map((text) => text.replaceAll(`upload of ${MARKER}`, '')).filter((text) => text.includes(MARKER))).toEqual([])
  expect(report).toContain('## What happened')
  expect(report).toContain('backend-misconfigured')
  expect(report).not.toContain(MARKER)
  await act(() => world.dispose())
})

test('the report holds what somebody needs who looks for a bug', async () => {
  const { tab, world } = await act(LIVES.refreshFailing)
  const report = reportOf({
    session: tab.session,
    feed: feedOf(tab.session),
    findings: [{ code: 'no-maximum', severity: 'note', explanation: 'There is none.', remedy: '' }],
    census: null,
    userAgent: 'A browser',
  })
  for (const line of [
    '# Report of stillhere',
    '- **binds:** token-expired at 2026-01-15T09:1',
    '- inactivity: 15 min · warning 2 min before',
    '- note, no-maximum: There is none.',
    '- lock web-locks, channel broadcast-channel, facts indexeddb',
    '- A browser',
    'The warning opened: Access token',
    'The refresh failed (2 times, backend-unavailable).',
  ])
    expect(report).toContain(line)
  await act(() => world.dispose())
})

test('where the browser does not let the report be copied it is shown, to be copied by hand', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Not allowed'))
  const { tab, world } = await act(LIVES.atWork)
  const panel = await openPanel(tab.session)
  await panel.press('Copy report')
  expect(panel.tree.querySelector('textarea')?.value).toContain('# Report of stillhere')
  await panel.press('Done')
  expect(panel.tree.querySelector('textarea')).toBeNull()
  await act(() => world.dispose())
})
