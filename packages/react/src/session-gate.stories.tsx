import { createFixedSession, type FixedState } from '@stillhere/core/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen, waitFor } from 'storybook/test'
import { SessionGate, SessionProvider } from './index.ts'
import { CasePage } from './test-support/case-page.tsx'
import { inEnglish, useStoryMessages } from './test-support/story-messages.ts'
import { NOW_AT, STORY_USER } from './test-support/story-instant.ts'

interface Args {
  readonly state: FixedState
}

/**
 * Private content lives behind the gate. It leaves the page in the moment in which the session ends, and is covered, with all
 * that was typed kept, while nobody can say whether the session still lives.
 */
const meta: Meta<Args> = {
  title: 'Around the dialog/Gate',
  parameters: { controls: { disable: true } },
  render: function Gate({ state }) {
    const [session] = useState(() => createFixedSession(state))
    return (
      <SessionProvider session={session} messages={useStoryMessages()}>
        <SessionGate
          restoring={<p className="sign-in-page">One moment …</p>}
          signedOut={
            <main className="sign-in-page">
              <h1>Casebook</h1>
              <p>Sign in to see your cases.</p>
            </main>
          }
        >
          <CasePage />
        </SessionGate>
      </SessionProvider>
    )
  },
}
export default meta

type Story = StoryObj<Args>

export const SignedIn: Story = {
  name: 'Signed in',
  args: { state: { status: 'signed-in', user: STORY_USER } },
  play: inEnglish(async () => {
    await expect(await screen.findByText('Your open cases')).toBeVisible()
  }),
}

export const CoveredWhileChecking: Story = {
  name: 'Covered while checking',
  args: { state: { status: 'signed-in', user: STORY_USER, checking: { sinceAt: NOW_AT, cause: 'woke', error: null } } },
  play: inEnglish(async () => {
    await waitFor(() => expect(screen.getByText('Reconnecting')).toBeVisible())
    await expect(screen.getByText('Your open cases')).not.toBeVisible()
    await expect(screen.getByRole('button', { name: 'Sign out now' })).toBeVisible()
  }),
}

export const PageIsOpening: Story = {
  name: 'The page is opening',
  args: { state: { status: 'restoring' } },
}

export const SignedOut: Story = {
  name: 'Signed out',
  args: { state: { status: 'signed-out' } },
  play: inEnglish(async () => {
    await expect(await screen.findByText('Sign in to see your cases.')).toBeVisible()
    await expect(screen.queryByText('Your open cases')).toBeNull()
  }),
}
