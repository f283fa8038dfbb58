import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionExpiringDialog } from './dialog/index.ts'
import { type BackendAnswer, SessionGate, SessionProvider, useSession, useSessionCountdown } from './index.ts'
import { createSessionDouble, ended, signedIn, START_AT, warningOf } from './test-support/session-double.ts'

beforeEach(() => {
  vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

function Everything() {
  const { session: _, ...state } = useSession()
  return <pre>{`${JSON.stringify(state)} ${String(useSessionCountdown())}`}</pre>
}

test.each([signedIn({ warning: warningOf('inactive') }), ended()])(
  'R-43 P-38 a session made elsewhere is restoring on the server, without instants',
  (state) => {
    const html = renderToString(
      <SessionProvider session={createSessionDouble(state).session}>
        <Everything />
        <SessionGate restoring={<p>one moment</p>}>
          <p>private</p>
        </SessionGate>
        <SessionExpiringDialog />
      </SessionProvider>,
    )
    expect(html).toContain('restoring')
    expect(html).toContain('one moment')
    expect(html).not.toContain('private')
    expect(html).not.toContain(String(START_AT).slice(0, 6))
    expect(html).toContain(' null</pre>')
  },
)

test('R-85 the dialog is never open in server HTML, and nothing carries a style attribute', () => {
  const html = renderToString(
    <SessionProvider session={createSessionDouble(signedIn({ warning: warningOf('inactive') })).session}>
      <SessionExpiringDialog />
    </SessionProvider>,
  )
  expect(html).toContain('<dialog')
  expect(html).not.toMatch(/<dialog[^>]*\sopen/)
  expect(html).not.toContain('style=')
  expect(html).not.toContain('<h2')
})

const LIVE: BackendAnswer = { status: 'live', userId: 'ada', user: { sub: 'ada', name: 'Ada' }, endsIn: { 'token-expired': '5m' } }

test('P-38 what the server knew already is rendered at once', () => {
  const unavailable = async () => ({ status: 'unavailable' as const })
  const html = renderToString(
    <SessionProvider backend={{ restore: unavailable, refresh: unavailable, signOut: async () => {} }} initial={LIVE}>
      <SessionGate restoring={<p>one moment</p>}>
        <Everything />
      </SessionGate>
    </SessionProvider>,
  )
  expect(html).toContain('Ada')
  expect(html).toContain('&quot;signedInAt&quot;:null')
  expect(html).not.toContain('one moment')
})
