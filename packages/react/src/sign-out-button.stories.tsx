import { createWorld } from '@stillhere/core/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, screen, userEvent } from 'storybook/test'
import { SessionProvider, SignOutButton, type SignOutButtonProps } from './index.ts'
import { inEnglish, useStoryMessages } from './test-support/story-messages.ts'

/**
 * A plain button that signs out here and in every tab. Put one where people look for it, on every page behind the sign-in; it
 * wears your own styles. Your `onClick` runs first and may keep the user signed in.
 */
const meta: Meta<SignOutButtonProps> = {
  title: 'Around the dialog/Sign-out button',
  parameters: { docs: { story: { height: '90px' } }, controls: { include: ['children', 'disabled'] } },
  argTypes: { children: { control: 'text' } },
  args: { onClick: fn() },
  render: function Button(props) {
    const [tab] = useState(() => createWorld({ user: { sub: 'ada' } }).tab())
    return (
      <SessionProvider session={tab.session} messages={useStoryMessages()}>
        <main className="story-line">
          <SignOutButton {...props} />
        </main>
      </SessionProvider>
    )
  },
}
export default meta

type Story = StoryObj<SignOutButtonProps>

export const AsItComes: Story = {
  name: 'As it comes',
  play: inEnglish(async ({ args }) => {
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out now' }))
    await expect(args.onClick).toHaveBeenCalledOnce()
  }),
}

export const InYourOwnWords: Story = {
  name: 'In your own words',
  args: { children: 'Leave Casebook' },
}
