import { expect, it } from 'vitest'
import { cookieBackend } from './cookie-backend.ts'
import { createBrowserSession } from './create-browser-session.ts'

it('makes a session where there is no page, which restores nothing before it is started', () => {
  const session = createBrowserSession({ backend: cookieBackend('/session'), policy: { inactivity: '15m' } })
  expect(session.name).toBe('session')
  expect(session.getState()).toMatchObject({ status: 'restoring', user: null })
  expect(session.capabilities).toMatchObject({ lock: 'none', channel: 'none', facts: 'memory', peek: true, signIn: true })
})
