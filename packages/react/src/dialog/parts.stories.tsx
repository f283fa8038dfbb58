import { createFixedSession } from '@stillhere/core/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useState } from 'react'
import { expect, screen } from 'storybook/test'
import { useSessionCountdown, useSessionDialog } from '../index.ts'
import { NOW_AT, STORY_USER } from '../test-support/story-instant.ts'
import { inEnglish } from '../test-support/story-messages.ts'
import { StoryPage } from '../test-support/story-page.tsx'
import { SessionDialog } from './index.ts'
import './parts.stories.css'

interface Args {
  readonly Dialog: () => ReactElement
}

/**
 * The same dialog in clothes of your own. The parts bring behaviour, words and states and no looks at all; the hook brings no
 * elements either. Whatever you build, the session decides when it opens, where the focus goes, what is read out and which
 * buttons can work.
 */
const meta: Meta<Args> = {
  title: 'Dialog/Your own markup',
  parameters: { controls: { disable: true } },
  render: function Own({ Dialog }) {
    const endsAt = NOW_AT + 83_000
    const [session] = useState(() =>
      createFixedSession({
        status: 'signed-in',
        user: STORY_USER,
        nowAt: NOW_AT,
        warning: { cause: 'inactive', openedAt: endsAt - 120_000, endsAt, extendable: true, extend: { status: 'idle' } },
        deadlines: [
          {
            reason: 'inactive',
            sinceAt: endsAt - 900_000,
            endsAt,
            extendable: true,
            warnAt: endsAt - 120_000,
            refreshAt: null,
            from: 'policy',
          },
        ],
      }),
    )
    return (
      <StoryPage session={session}>
        <Dialog />
      </StoryPage>
    )
  },
}
export default meta

type Story = StoryObj<Args>

const Parts = (
  <>
    <SessionDialog.Title />
    <SessionDialog.Description />
    <SessionDialog.Countdown />
    <SessionDialog.Problem />
    <menu>
      <SessionDialog.Stay />
      <SessionDialog.SignIn />
      <SessionDialog.Dismiss />
      <SessionDialog.SignOut />
    </menu>
  </>
)

const expectDialog = inEnglish(async () => {
  await expect(await screen.findByRole('alertdialog', { name: 'Are you still here?' })).toBeVisible()
  await expect(screen.getByRole('button', { name: 'Stay signed in' })).toHaveFocus()
})

export const AsTheBrowserDrawsIt: Story = {
  name: 'As the browser draws it',
  args: { Dialog: () => <SessionDialog.Root>{Parts}</SessionDialog.Root> },
  play: expectDialog,
}

export const InAnotherHouse: Story = {
  name: 'In another house’s style',
  args: { Dialog: () => <SessionDialog.Root className="other-house">{Parts}</SessionDialog.Root> },
  play: expectDialog,
}

export const WithoutAnyOfOurElements: Story = {
  name: 'Without any of our elements',
  args: { Dialog: HeadlessBar },
  play: expectDialog,
}

function HeadlessBar(): ReactElement {
  const dialog = useSessionDialog()
  return (
    <dialog {...dialog.dialogProps} className="other-bar">
      <div {...dialog.announcerProps} className="other-unseen">
        {dialog.announcement}
      </div>
      {dialog.open && (
        <>
          <div>
            <h2 {...dialog.titleProps}>{dialog.text.title}</h2>
            <p {...dialog.descriptionProps}>{dialog.text.description}</p>
          </div>
          {dialog.warning && <Seconds />}
          {dialog.stayProps && <button {...dialog.stayProps}>{dialog.text.stay}</button>}
          {dialog.signInProps && <button {...dialog.signInProps}>{dialog.text.signIn}</button>}
          {dialog.signOutProps && <button {...dialog.signOutProps}>{dialog.text.signOut}</button>}
        </>
      )}
    </dialog>
  )
}

/** Ticks alone; the dialog around it does not. */
function Seconds(): ReactElement {
  return <b aria-hidden="true">{Math.ceil((useSessionCountdown() ?? 0) / 1000)}</b>
}
