import type { Meta, StoryObj } from '@storybook/react-vite'
import { showsEachSituation, type TimelineArgs, TimelineStory } from '../test-support/timeline-story.tsx'

/**
 * Five systems with the figures of their documentation. What the rows show is what `explainPolicy` plays; a test compares it with what
 * is drawn here.
 */
const meta: Meta<TimelineArgs> = {
  title: 'Policies/Systems',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
  render: (args, { name, globals }) => <TimelineStory {...args} title={name} language={globals['language']} />,
  play: showsEachSituation,
}
export default meta

type Story = StoryObj<TimelineArgs>

export const Spektr: Story = {
  name: 'spektr',
  args: {
    example: 'spektr',
    promise:
      'The token’s age decides, whoever is there: an hour without a refresh is the end. After 30 days nothing refreshes any more, and the last token runs out.',
  },
}
export const IasWeb: Story = {
  name: 'IAS, web client',
  args: { example: 'ias-web', promise: 'Twenty minutes between two refreshes, eight hours in all, although every refresh succeeded.' },
}
export const IasNative: Story = {
  name: 'IAS, native client',
  args: { example: 'ias-native', promise: 'Ninety days between two refreshes, a year in all.' },
}
export const IasSensitive: Story = {
  name: 'IAS, a sensitive application',
  args: {
    example: 'ias-sensitive',
    promise:
      'The native client within what is advised for sensitive applications: thirty minutes between two refreshes, eight hours in all.',
  },
}
export const PrivxTokens: Story = {
  name: 'PrivX, tokens alone',
  args: {
    example: 'privx-tokens',
    promise:
      'refresh_token_valid="30m" and session_valid="24h": asleep for half an hour is out, and so is everybody after a day. The tokens live in the tabs and die with the last.',
  },
}
export const PrivxServer: Story = {
  name: 'PrivX behind a server of yours',
  args: {
    example: 'privx-server',
    promise: 'The same, where a server holds the tokens: a tab opened within half an hour of the last one is still in.',
  },
}
export const PrivxLimit: Story = {
  name: 'PrivX with a limit of an hour',
  args: {
    example: 'privx-limit',
    promise: 'The same with an inactivity limit of 3600 s: tokens are renewed until nobody has touched a tab for an hour.',
  },
}
export const PrivxTenMinutes: Story = {
  name: 'PrivX without session_valid',
  args: {
    example: 'privx-ten-minutes',
    promise: 'refresh_token_valid="15m" is the whole session’s length; the limit of 600 s comes before it.',
  },
}
export const PrivxSavedEarlier: Story = {
  name: 'PrivX with a limit saved earlier',
  args: {
    example: 'privx-saved-earlier',
    promise: 'The limit of 3600 s was saved under other settings. refresh_token_valid="15m" is there first.',
  },
}
export const AuthIt: Story = {
  name: 'Auth.it',
  args: { example: 'auth-it', promise: 'Half an hour without activity or a refresh, ten hours in all.' },
}
export const Corteza: Story = {
  name: 'Corteza',
  args: { example: 'corteza', promise: 'Its defaults: in as long as one way to new tokens is alive.' },
}
export const CortezaRemembered: Story = {
  name: 'Corteza with “remember me”',
  args: { example: 'corteza-remembered', promise: 'AUTH_SESSION_PERM_LIFETIME takes the place of AUTH_SESSION_LIFETIME.' },
}
export const CortezaTwoMinutes: Story = {
  name: 'Corteza with two minutes',
  args: {
    example: 'corteza-two-minutes',
    promise: 'All three lifetimes at 2m: in while a tab is open, out two minutes after the last was closed.',
  },
}
