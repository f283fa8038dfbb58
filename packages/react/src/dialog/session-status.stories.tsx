import type { RefreshState, Warning } from '@stillhere/core'
import { createFixedSession, type FixedState } from '@stillhere/core/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen } from 'storybook/test'
import { SessionProvider, StillhereError } from '../index.ts'
import { inEnglish, useStoryMessages } from '../test-support/story-messages.ts'
import { NOW_AT, STORY_USER } from '../test-support/story-instant.ts'
import { SessionStatus, type SessionStatusProps } from './index.ts'

const UNREACHABLE = new StillhereError('backend-unavailable', 'The session endpoint did not answer.')

interface Args extends SessionStatusProps {
  readonly state: FixedState
}

/**
 * One quiet line for a footer or a header. It says how things stand and asks for nothing. What may need somebody is spoken once,
 * politely; that all is well is only seen. The mark beside the words is never the only difference.
 */
const meta: Meta<Args> = {
  title: 'Around the dialog/Status line',
  parameters: { controls: { include: ['className'] }, docs: { story: { height: '90px' } } },
  render: function Line({ state, ...line }) {
    const [session] = useState(() => createFixedSession(state))
    return (
      <SessionProvider session={session} messages={useStoryMessages()}>
        <main className="story-line">
          <SessionStatus {...line} />
        </main>
      </SessionProvider>
    )
  },
}
export default meta

type Story = StoryObj<Args>

function signedIn(more: { readonly refresh?: RefreshState; readonly warning?: Warning } = {}): FixedState {
  return { status: 'signed-in', user: STORY_USER, nowAt: NOW_AT, ...more }
}

const RETRYING: RefreshState = {
  status: 'retrying',
  attempt: 3,
  sinceAt: NOW_AT - 40_000,
  nextAt: NOW_AT + 8_000,
  validUntilAt: NOW_AT + 240_000,
  error: UNREACHABLE,
}

export const AllIsWell: Story = {
  name: 'All is well',
  args: { state: signedIn() },
  play: inEnglish(async () => {
    await expect(await screen.findByText('You’re signed in')).toBeVisible()
    await expect(screen.getByRole('status')).toBeEmptyDOMElement()
  }),
}

export const TheServerTakesItsTime: Story = {
  name: 'The server takes its time',
  args: { state: signedIn({ refresh: { status: 'running', startedAt: NOW_AT - 3_000 } }) },
}

export const RefreshFailedTwice: Story = {
  name: 'Refresh failed twice',
  args: { state: signedIn({ refresh: RETRYING }) },
  play: inEnglish(async () => {
    await expect(await screen.findByRole('status')).toHaveTextContent('We can’t reach the server')
  }),
}

export const NoNetwork: Story = {
  name: 'No network',
  args: { state: signedIn({ refresh: RETRYING }) },
  beforeEach() {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false })
    return () => Reflect.deleteProperty(navigator, 'onLine')
  },
  play: inEnglish(async () => {
    await expect(await screen.findByRole('status')).toHaveTextContent('You’re offline')
  }),
}

export const WarningPutAway: Story = {
  name: 'Warning put away to save work',
  args: {
    state: signedIn({
      warning: { cause: 'max-lifetime', openedAt: NOW_AT, endsAt: NOW_AT + 120_000, extendable: false, extend: null },
    }),
  },
}

export const Checking: Story = {
  name: 'Checking after sleep',
  args: { state: { status: 'signed-in', user: STORY_USER, checking: { sinceAt: NOW_AT, cause: 'woke', error: null } } },
}

export const SignedOut: Story = {
  name: 'Signed out',
  args: { state: { status: 'signed-out' } },
}
