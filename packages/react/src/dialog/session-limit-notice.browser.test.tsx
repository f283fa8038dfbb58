import type { SessionPolicy } from '@stillhere/core'
import { createWorld } from '@stillhere/core/testing'
import { act, cleanup, render } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { SessionProvider } from '../index.ts'
import { SessionLimitNotice, type SessionLimitNoticeProps } from './index.ts'

afterEach(cleanup)

function notice(policy: SessionPolicy, props: SessionLimitNoticeProps = {}, serverLimits: SessionPolicy = {}) {
  const world = createWorld({ user: { sub: 'ada' }, policy, serverLimits })
  onTestFinished(() => world.dispose())
  const tab = world.tab()
  const element = (
    <SessionProvider session={tab.session}>
      <SessionLimitNotice {...props} />
    </SessionProvider>
  )
  const html = renderToString(element)
  const { container } = render(element)
  return { world, tab, html, element, texts: () => [...container.querySelectorAll('p')].map(({ textContent }) => textContent) }
}

test('R-19 the limits and when somebody is told are said before anybody has signed in, on a server too', () => {
  const { texts, html } = notice({ inactivity: '15m', maxLifetime: '8h' }, { unsavedWork: 'lost' })
  expect(texts()).toEqual([
    'If you do nothing for 15 minutes, you’ll be signed out. We’ll ask you 2 minutes before.',
    'You’ll need to sign in again 8 hours after signing in. We’ll tell you 2 minutes before.',
    'What you haven’t saved by then is lost.',
  ])
  expect(html).toContain('15 minutes')
})

test('R-57 once somebody is signed in, a shorter limit of the server counts', async () => {
  const { world, texts } = notice({ inactivity: '30m' }, {}, { inactivity: '10m', maxLifetime: '4h' })
  expect(texts()).toEqual(['If you do nothing for 30 minutes, you’ll be signed out. We’ll ask you 2 minutes before.'])
  await act(() => world.advance('1s'))
  expect(texts()).toEqual([
    'If you do nothing for 10 minutes, you’ll be signed out. We’ll ask you 2 minutes before.',
    'You’ll need to sign in again 4 hours after signing in. We’ll tell you 2 minutes before.',
  ])
})

test('R-43 HTML from a server says what the policy says, whatever the session has learnt since, so that hydration finds the same', async () => {
  const { world, element, texts } = notice({ inactivity: '30m' }, {}, { inactivity: '10m' })
  await act(() => world.advance('1s'))
  expect(texts().join()).toContain('10 minutes')
  expect(renderToString(element)).toContain('30 minutes')
})

test('a limit that nobody is warned of is told without a warning, and a short one has half of itself for its lead', () => {
  expect(notice({ inactivity: '15m', warningLead: { inactivity: 'none' } }).texts()).toEqual([
    'If you do nothing for 15 minutes, you’ll be signed out.',
  ])
  cleanup()
  expect(notice({ inactivity: '2m' }).texts()).toEqual([
    'If you do nothing for 2 minutes, you’ll be signed out. We’ll ask you 1 minute before.',
  ])
})

test('without a limit there is nothing to tell', () => {
  expect(notice({}, { unsavedWork: 'lost' }).texts()).toEqual([])
})
