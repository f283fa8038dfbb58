import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen, userEvent } from 'storybook/test'
import { type IdleDetectionView, useIdleDetection } from '../index.ts'
import { LiveScene, Standing } from '../test-support/live-scene.tsx'
import { inEnglish } from '../test-support/story-messages.ts'

interface Args {
  readonly elsewhere: 'ignored' | 'counts'
  readonly signOutWhenLocked: 'never' | '0s' | '5m'
}

/**
 * Chromium can tell a page, if its user agrees, whether somebody touches the machine and whether its screen is locked. Nobody is asked
 * before the button is pressed. Try the answers, and "Sensors" in the browser's developer tools, which play a locked screen.
 */
const meta: Meta<Args> = {
  title: 'Activity/Idle detection',
  args: { elsewhere: 'ignored', signOutWhenLocked: '0s' },
  argTypes: {
    elsewhere: { control: 'inline-radio', options: ['ignored', 'counts'] },
    signOutWhenLocked: { control: 'inline-radio', options: ['never', '0s', '5m'] },
  },
  render: (args) => (
    <LiveScene title="This machine">
      <Machine {...args} />
    </LiveScene>
  ),
}
export default meta

const STATUS: Readonly<Record<IdleDetectionView['status'], string>> = {
  unsupported: 'This browser does not offer it. The limits work as ever.',
  off: 'Off. Nobody has been asked on this page.',
  denied: 'You, or a rule of this browser, said no. The limits work as ever.',
  watching: 'The browser tells this page how the machine stands.',
}

function Machine({ elsewhere, signOutWhenLocked }: Args) {
  const idle = useIdleDetection({ elsewhere, ...(signOutWhenLocked !== 'never' && { signOutWhenLocked }) })
  const [answer, setAnswer] = useState('')
  const begin = (how: 'start' | 'resume') => async () => {
    const result = await idle[how]()
    setAnswer(result.ok ? '' : `Answer: ${result.reason}.`)
  }
  const standsFor = elsewhere === 'counts' && idle.userState === 'active' && idle.screenState === 'unlocked'
  return (
    <>
      <section className="live-card" aria-label="Idle detection">
        <p role="status">
          {STATUS[idle.status]} {answer}
        </p>
        {idle.status === 'watching' && (
          <dl>
            <dt>Somebody touches this machine</dt>
            <dd>{idle.userState === 'active' ? 'yes' : 'not for a minute'}</dd>
            <dt>Screen</dt>
            <dd>{idle.screenState}</dd>
          </dl>
        )}
        {idle.status === 'watching' ? (
          <button type="button" onClick={idle.stop}>
            Stop watching
          </button>
        ) : (
          <div className="live-buttons">
            <button type="button" onClick={() => void begin('start')()}>
              Ask and watch
            </button>
            <button type="button" onClick={() => void begin('resume')()}>
              Watch without asking
            </button>
          </div>
        )}
      </section>
      <Standing active={standsFor}>
        {standsFor ? 'Whatever is done on this machine counts.' : 'Nothing stands for you: only what you do here counts.'}
      </Standing>
    </>
  )
}

type Story = StoryObj<Args>

export const SignsOutWhenLocked: Story = {
  name: 'Signs out when locked',
  play: inEnglish(async () => {
    await expect(await screen.findByText(/^Off\./)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Watch without asking' }))
    await expect(await screen.findByText(/Answer: (not-granted|denied)\./)).toBeVisible()
  }),
}

export const CountsWhatHappensElsewhere: Story = {
  name: 'Counts what happens elsewhere',
  args: { elsewhere: 'counts', signOutWhenLocked: 'never' },
}

/** As in Firefox and Safari. */
export const WhereTheBrowserHasNone: Story = {
  name: 'Where the browser has none',
  beforeEach() {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'IdleDetector')
    Object.defineProperty(globalThis, 'IdleDetector', { value: undefined, configurable: true, writable: true })
    return () => {
      if (own) Object.defineProperty(globalThis, 'IdleDetector', own)
    }
  },
  play: inEnglish(async () => {
    await expect(await screen.findByText(/This browser does not offer it/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Ask and watch' }))
    await expect(await screen.findByText(/Answer: unsupported\./)).toBeVisible()
  }),
}
