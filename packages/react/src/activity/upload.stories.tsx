import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useState } from 'react'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { useActivityHold } from '../index.ts'
import { LiveScene, Standing } from '../test-support/live-scene.tsx'
import { inEnglish } from '../test-support/story-messages.ts'

interface Args {
  /** How long the upload takes, in seconds of yours. */
  readonly seconds: number
  /** How long it stands for a person, in minutes of the story; two seconds of yours make a minute. */
  readonly maxMinutes: number
}

/**
 * Start the upload and take your hands off. While it runs the time left stands still, for as long as it may stand for you; after that, or
 * when it is done, the time runs as ever.
 */
const meta: Meta<Args> = {
  title: 'Activity/Upload',
  args: { seconds: 60, maxMinutes: 30 },
  argTypes: { seconds: { control: { type: 'range', min: 5, max: 120 } }, maxMinutes: { control: { type: 'range', min: 1, max: 60 } } },
  render: (args) => (
    <LiveScene title="Photos of case 2041">
      <Upload {...args} />
    </LiveScene>
  ),
}
export default meta

function Upload({ seconds, maxMinutes }: Args) {
  const [sent, setSent] = useState<number | null>(null)
  const running = sent !== null && sent < 100
  useActivityHold('upload', { while: running, max: `${maxMinutes}m` })
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setSent((percent) => Math.min(100, (percent ?? 0) + 1)), seconds * 10)
    return () => clearInterval(timer)
  }, [running, seconds])

  return (
    <>
      <section className="live-card" aria-label="Upload">
        <progress max={100} value={sent ?? 0} aria-label="Sent" />
        <p>{sent === null ? '48 photos, 212 MB' : sent < 100 ? `${sent} % sent` : 'All photos are there.'}</p>
        <button type="button" onClick={() => setSent(running ? null : 0)}>
          {running ? 'Cancel the upload' : 'Start the upload'}
        </button>
      </section>
      <Standing active={running}>
        {running
          ? `The upload stands for you, up to ${maxMinutes} minutes after you last touched this page.`
          : 'Nothing stands for you: only what you do counts.'}
      </Standing>
    </>
  )
}

type Story = StoryObj<Args>

export const OfSomePhotos: Story = {
  name: 'Of some photos',
  play: inEnglish(async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'Start the upload' }))
    await expect(screen.getByText(/The upload stands for you/)).toBeVisible()
    await waitFor(() => expect(screen.getByText(/% sent/)).toBeVisible())
    await userEvent.click(screen.getByRole('button', { name: 'Cancel the upload' }))
    await expect(screen.getByText(/Nothing stands for you/)).toBeVisible()
  }),
}

export const ThatTakesTooLong: Story = { name: 'That takes too long', args: { seconds: 120, maxMinutes: 5 } }
