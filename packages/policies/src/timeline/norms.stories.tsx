import type { Meta, StoryObj } from '@storybook/react-vite'
import { showsEachSituation, type TimelineArgs, TimelineStory } from '../test-support/timeline-story.tsx'

/** The presets of norms. They say nothing of tokens, so an access token is taken to live for an hour. */
const meta: Meta<TimelineArgs> = {
  title: 'Policies/Norms',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
  render: (args, { name, globals }) => <TimelineStory {...args} title={name} language={globals['language']} />,
  play: showsEachSituation,
}
export default meta

type Story = StoryObj<TimelineArgs>

export const NistAal1: Story = {
  name: 'NIST AAL1',
  args: { example: 'nist-aal1', promise: 'Thirty days in all, and no word about inactivity.' },
}
export const NistAal2: Story = { name: 'NIST AAL2', args: { example: 'nist-aal2', promise: 'An hour without activity, 24 hours in all.' } }
export const NistAal3: Story = {
  name: 'NIST AAL3',
  args: { example: 'nist-aal3', promise: 'Fifteen minutes without activity, twelve hours in all.' },
}
export const PciDss: Story = {
  name: 'PCI DSS',
  args: { example: 'pci-dss', promise: 'Fifteen minutes without activity, and no figure for the whole.' },
}
export const AsvsL1: Story = {
  name: 'ASVS level 1',
  args: { example: 'asvs-l1', promise: 'The level gives no figure. These are an example: four hours without activity, seven days in all.' },
}
export const AsvsL2: Story = {
  name: 'ASVS level 2',
  args: { example: 'asvs-l2', promise: 'Limits from a risk analysis; here those of NIST AAL2.' },
}
export const AsvsL3: Story = {
  name: 'ASVS level 3',
  args: { example: 'asvs-l3', promise: 'Limits from a risk analysis; here those of NIST AAL3.' },
}
export const OwaspHighValue: Story = {
  name: 'OWASP cheat sheet, high value',
  args: { example: 'owasp-high-value', promise: 'Five minutes without activity, warned a minute before, eight hours in all.' },
}
export const OwaspLowRisk: Story = {
  name: 'OWASP cheat sheet, low risk',
  args: { example: 'owasp-low-risk', promise: 'Thirty minutes without activity, eight hours in all.' },
}
export const Hipaa: Story = {
  name: 'HIPAA',
  args: { example: 'hipaa', promise: 'The law gives no figure. Ten minutes without activity are an example.' },
}
export const Psd2: Story = {
  name: 'PSD2',
  args: { example: 'psd2', promise: 'Five minutes without activity by the payer, warned a minute before.' },
}
