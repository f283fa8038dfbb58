import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createSessionDouble, signedIn } from '../test-support/session-double.ts'
import * as nothing from './nothing.ts'
import { SessionDevtools, SessionDevtoolsPanel } from './production.ts'

test('on a server the devtools are an empty place at most', () => {
  const { session } = createSessionDouble(signedIn())
  expect(renderToString(<SessionDevtools session={session} />)).toBe('')
  expect(renderToString(<SessionDevtoolsPanel session={session} />)).toBe('<div data-stillhere="devtools-panel"></div>')
})

test('what production builds have instead shows nothing, with or without a session', () => {
  expect(renderToString(<nothing.SessionDevtools />)).toBe('')
  expect(renderToString(<nothing.SessionDevtoolsPanel />)).toBe('')
})
