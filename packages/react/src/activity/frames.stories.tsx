import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useRef, useState } from 'react'
import { expect, screen, waitFor } from 'storybook/test'
import { useFrameActivity, useSession } from '../index.ts'
import { LiveScene, Standing } from '../test-support/live-scene.tsx'
import { inEnglish } from '../test-support/story-messages.ts'

interface Args {
  /** Whether the page listens to the frame. */
  readonly attached: boolean
}

/**
 * Type or move about in the frame and see the time left jump back. Switch `attached` off and it does not: a page knows nothing of what
 * happens in a frame.
 */
const meta: Meta<Args> = { title: 'Activity/Frames', args: { attached: true } }
export default meta

const STYLE = `<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 16px } label { display: grid; gap: 4px } textarea { font: inherit; padding: 8px }
</style>`
const LETTER = `<!doctype html><html lang="en"><title>Letter</title>${STYLE}<label>Letter to the tenant<textarea rows="4"></textarea></label>`

/** What a page in a frame writes that cannot take the package. */
const TELLS = `<script>
  let told = -Infinity
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove', 'input'])
    addEventListener(type, (event) => {
      if (!event.isTrusted || event.timeStamp - told < 1000) return
      told = event.timeStamp
      parent.postMessage('stillhere/1/activity', '*')
    }, { capture: true, passive: true })
</script>`

function SameOrigin({ attached }: Args) {
  const frame = useRef<HTMLIFrameElement>(null)
  const none = useRef<HTMLIFrameElement>(null)
  useFrameActivity(attached ? frame : none)
  return <iframe ref={frame} className="live-frame" title="Letter" srcDoc={LETTER} />
}

function Sandboxed({ attached }: Args) {
  const frame = useRef<HTMLIFrameElement>(null)
  const none = useRef<HTMLIFrameElement>(null)
  useFrameActivity(attached ? frame : none, { origin: 'null' })
  return <iframe ref={frame} className="live-frame" title="Letter" sandbox="allow-scripts" srcDoc={LETTER + TELLS} />
}

function Heard({ attached }: Args) {
  const { session } = useSession()
  const [seenAt, setSeenAt] = useState<number | null>(null)
  useEffect(() => {
    const timer = setInterval(() => setSeenAt(session.deadlines().find(({ reason }) => reason === 'inactive')?.sinceAt ?? null), 200)
    return () => clearInterval(timer)
  }, [session])
  const seen = seenAt === null ? '' : new Date(seenAt).toISOString().slice(11, 19)
  return (
    <Standing active={attached}>
      {attached ? 'The page listens to the frame.' : 'The page does not listen to the frame.'} Last seen at {seen}, on the clock of the
      story.
    </Standing>
  )
}

type Story = StoryObj<Args>

const expectHeard = inEnglish(async () => {
  await expect(await screen.findByTitle('Letter')).toBeVisible()
  await waitFor(() => expect(screen.getByText(/Last seen at \d/)).toBeVisible())
})

export const OfTheSameOrigin: Story = {
  name: 'Of the same origin',
  render: ({ attached }) => (
    <LiveScene title="A letter in a frame">
      <SameOrigin attached={attached} />
      <Heard attached={attached} />
    </LiveScene>
  ),
  play: expectHeard,
}

/** A sandbox without `allow-same-origin` gives the frame an origin of its own: it has to tell by itself. */
export const OfAnotherOrigin: Story = {
  name: 'Of another origin',
  render: ({ attached }) => (
    <LiveScene title="A letter from elsewhere">
      <Sandboxed attached={attached} />
      <Heard attached={attached} />
    </LiveScene>
  ),
  play: expectHeard,
}
