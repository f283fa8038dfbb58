import type { Checking, SessionEnd, Warning } from '@stillhere/core'
import { createFixedSession, type FixedState } from '@stillhere/core/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { StillhereError } from '../index.ts'
import { NOW_AT, STORY_USER } from '../test-support/story-instant.ts'
import { inEnglish } from '../test-support/story-messages.ts'
import { StoryPage } from '../test-support/story-page.tsx'
import { SessionExpiringDialog, type SessionExpiringDialogProps } from './index.ts'

const UNREACHABLE = new StillhereError('backend-unavailable', 'The session endpoint did not answer.')

interface Args extends SessionExpiringDialogProps {
  readonly state: FixedState
}

/**
 * The faces of the dialog, each standing still at one instant.
 *
 * **Why it looks as it does.** It interrupts people at work, so it says what is happening to them before anything else, why, and
 * what happens if they do nothing. One large figure, one obvious button, one quiet way out. The page behind is dimmed and stays
 * in sight: people want to see what they might lose.
 *
 * **What everybody can rely on.** A native modal dialog, named by its heading. Focus on the button that keeps people here, or on
 * the heading where nothing can; never on signing out. Escape stays. The digits are silent; a screen reader hears the time left
 * at one minute, forty and twenty seconds, and each change of face once. Whole at 320 pixels, at 200 % text, mirrored, in forced
 * colours and without motion.
 */
const meta: Meta<Args> = {
  title: 'Dialog/Faces',
  parameters: { controls: { include: ['hideSignOut', 'unsavedWork'] } },
  argTypes: { hideSignOut: { control: 'boolean' }, unsavedWork: { control: 'inline-radio', options: ['none', 'saved', 'lost'] } },
  render: function Face({ state, ...dialog }) {
    const [session] = useState(() => createFixedSession(state))
    return (
      <StoryPage session={session}>
        <SessionExpiringDialog {...dialog} />
      </StoryPage>
    )
  },
}
export default meta

type Story = StoryObj<Args>

function warning(cause: Warning['cause'], leftMs: number, more: Partial<Extract<Warning, { extendable: true }>> = {}): FixedState {
  const lengthMs = cause === 'token-expired' ? 60_000 : 120_000
  const endsAt = NOW_AT + leftMs
  const openedAt = endsAt - lengthMs
  const sinceAt = endsAt - (cause === 'token-expired' ? 5 : 15) * 60_000
  return {
    status: 'signed-in',
    user: STORY_USER,
    nowAt: NOW_AT,
    warning: { cause, openedAt, endsAt, extendable: true, extend: { status: 'idle' }, ...more },
    deadlines: [{ reason: cause, sinceAt, endsAt, extendable: true, warnAt: openedAt, refreshAt: null, from: 'policy' }],
  }
}

function ended(end: Pick<SessionEnd, 'reason' | 'limitMs'>): FixedState {
  return { status: 'ended', end: { here: true, endedAt: NOW_AT, ...end } }
}

export const TwoMinutesLeft: Story = {
  name: 'Two minutes left',
  args: { state: warning('inactive', 120_000) },
  play: inEnglish(async () => {
    await expect(await screen.findByRole('alertdialog', { name: 'Are you still here?' })).toBeVisible()
    await expect(screen.getByRole('button', { name: 'Stay signed in' })).toHaveFocus()
    await expect(screen.getByText('2:00')).toBeVisible()
  }),
}

export const TenSecondsLeft: Story = {
  name: 'Ten seconds left',
  args: { state: warning('inactive', 10_000) },
}

export const AboutToBeSignedOut: Story = {
  name: 'About to be signed out',
  args: { state: warning('token-expired', 45_000) },
}

export const OneMomentAfterPressingStay: Story = {
  name: 'One moment after pressing stay',
  args: { state: warning('inactive', 83_000, { extend: { status: 'running' } }) },
  play: inEnglish(async () => {
    const stay = await screen.findByRole('button', { name: 'One moment…' })
    await expect(stay).toHaveAttribute('aria-disabled', 'true')
    await expect(stay).toBeEnabled()
  }),
}

export const ReconnectingFailed: Story = {
  name: 'Reconnecting failed',
  args: { state: warning('token-expired', 31_000, { extend: { status: 'failed', error: UNREACHABLE } }) },
  play: inEnglish(async () => {
    await expect(await screen.findByRole('alert')).toHaveTextContent('we can’t reach the server')
  }),
}

const TIME_UP: FixedState = {
  status: 'signed-in',
  user: STORY_USER,
  nowAt: NOW_AT,
  warning: { cause: 'max-lifetime', openedAt: NOW_AT, endsAt: NOW_AT + 120_000, extendable: false, extend: null },
}

export const TimeIsNearlyUp: Story = {
  name: 'Time is nearly up',
  args: { state: TIME_UP },
  play: inEnglish(async () => {
    await expect(await screen.findByRole('heading', { name: 'Time is nearly up' })).toHaveFocus()
    await expect(screen.queryByRole('button', { name: 'Stay signed in' })).toBeNull()
  }),
}

export const BackAtWorkToSave: Story = {
  name: 'Back at work to save',
  args: { state: TIME_UP },
  play: inEnglish(async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'Go back and save' }))
    await expect(screen.queryByRole('alertdialog')).toBeNull()
    await expect(screen.getByLabelText('Note on 2041')).toBeVisible()
  }),
}

const CHECKING: Checking = { sinceAt: NOW_AT, cause: 'woke', error: null }

export const ReconnectingAfterTheLidWasClosed: Story = {
  name: 'Reconnecting after the lid was closed',
  args: { state: { status: 'signed-in', user: STORY_USER, checking: CHECKING, nowAt: NOW_AT + 3_000 } },
  play: inEnglish(async () => {
    await expect(await screen.findByRole('heading', { name: 'Reconnecting' })).toHaveFocus()
    await expect(screen.queryByText('Your open cases')).not.toBeVisible()
  }),
}

export const ReconnectingWithoutAnAnswer: Story = {
  name: 'Reconnecting without an answer',
  args: { state: { status: 'signed-in', user: STORY_USER, checking: { ...CHECKING, error: UNREACHABLE }, nowAt: NOW_AT + 20_000 } },
}

export const CoveredForAMoment: Story = {
  name: 'Covered for a moment',
  args: { state: { status: 'signed-in', user: STORY_USER, checking: CHECKING } },
  play: inEnglish(async () => {
    await waitFor(() => expect(screen.getByText('Reconnecting')).toBeVisible())
    await expect(screen.queryByRole('alertdialog')).toBeNull()
    await expect(screen.queryByText('Your open cases')).not.toBeVisible()
  }),
}

export const YouWereSignedOut: Story = {
  name: 'You were signed out',
  args: { state: ended({ reason: 'inactive', limitMs: 900_000 }), unsavedWork: 'saved' },
  play: inEnglish(async () => {
    await expect(await screen.findByRole('heading', { name: 'You’ve been signed out' })).toHaveFocus()
    await expect(screen.getByText(/15 minutes/)).toBeVisible()
    await expect(screen.queryByText('Your open cases')).toBeNull()
  }),
}

export const SignedOutAndWorkIsLost: Story = {
  name: 'Signed out and work is lost',
  args: { state: ended({ reason: 'max-lifetime', limitMs: 28_800_000 }), unsavedWork: 'lost' },
}

export const SignedOutInAnotherWindow: Story = {
  name: 'Signed out in another window',
  args: { state: { status: 'ended', end: { reason: 'signed-out', here: false, endedAt: NOW_AT, limitMs: null } } },
}
