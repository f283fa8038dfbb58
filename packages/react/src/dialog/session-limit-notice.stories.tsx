import type { SessionPolicy } from '@stillhere/core'
import { createWorld } from '@stillhere/core/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen } from 'storybook/test'
import { SessionProvider } from '../index.ts'
import { inEnglish, useStoryMessages } from '../test-support/story-messages.ts'
import { SessionLimitNotice, type SessionLimitNoticeProps } from './index.ts'

interface Args extends SessionLimitNoticeProps {
  readonly policy: SessionPolicy
}

/**
 * The limits, told before the work starts: on a sign-in page, or above a long form. People who need more time, or who have to
 * interrupt their work, can plan for it (WCAG 2.2.6). It renders on a server too.
 */
const meta: Meta<Args> = {
  title: 'Around the dialog/Limits told up front',
  parameters: { controls: { include: ['unsavedWork', 'className'] }, docs: { story: { height: '150px' } } },
  argTypes: { unsavedWork: { control: 'inline-radio', options: ['none', 'saved', 'lost'] } },
  render: function Notice({ policy, ...notice }) {
    const [tab] = useState(() => createWorld({ user: { sub: 'ada' }, policy }).tab())
    return (
      <SessionProvider session={tab.session} messages={useStoryMessages()}>
        <main className="story-line">
          <SessionLimitNotice {...notice} />
        </main>
      </SessionProvider>
    )
  },
}
export default meta

type Story = StoryObj<Args>

export const AwayForFifteenMinutes: Story = {
  name: 'Away for fifteen minutes',
  args: { policy: { inactivity: '15m' }, unsavedWork: 'lost' },
  play: inEnglish(async () => {
    await expect(await screen.findByText(/If you do nothing for 15 minutes/)).toBeVisible()
  }),
}

export const OneWorkingDay: Story = {
  name: 'One working day',
  args: { policy: { maxLifetime: '10h' } },
}

export const BothAndWorkIsKept: Story = {
  name: 'Both, and work is kept',
  args: { policy: { inactivity: '30m', maxLifetime: '8h' }, unsavedWork: 'saved' },
}
