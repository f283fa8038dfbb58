import type { World } from '@stillhere/core/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactElement } from 'react'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { SessionExpiringDialog } from '../dialog/index.ts'
import { SessionGate, SessionProvider, useUnsavedWork } from '../index.ts'
import { Claim as HookForm } from '../../examples/draft-hook-form.tsx'
import { Note } from '../../examples/draft-note.tsx'
import { Claim as PlainForm } from '../../examples/draft-plain-form.tsx'
import { openScene, type Scene, sceneOf } from '../test-support/scene.ts'
import { inEnglish, useStoryMessages } from '../test-support/story-messages.ts'
import { STORY_USER } from '../test-support/story-instant.ts'

/**
 * Write something, let the time pass, and sign in again as the same person or as somebody else. What was written is in this page's
 * session storage meanwhile, sealed: look at it in the developer tools. `useSessionDraft` is all the forms have for it, and the dialog
 * says what became of the text without being told.
 */
const meta: Meta = {
  title: 'Around the dialog/Unsaved work',
  parameters: { docs: { story: { height: '640px' } } },
  loaders: [
    () => {
      for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith('stillhere/'))) sessionStorage.removeItem(name)
      return openScene({ policy: { inactivity: '15m' } })
    },
  ],
}
export default meta

function page(form: ReactElement): NonNullable<StoryObj['render']> {
  return function Page(_, { loaded }) {
    const { world, tab } = sceneOf(loaded)
    return (
      <SessionProvider session={tab.session} messages={useStoryMessages()}>
        <SessionGate signedOut={<SignInPage {...{ world, tab }} />}>
          <main className="case-page">
            <h1>A new claim</h1>
            {form}
            <footer>
              <button type="button" onClick={() => void world.advance('13m')}>
                Let 13 minutes pass
              </button>
              <button type="button" onClick={() => void world.advance('15m')}>
                Let 15 minutes pass
              </button>
            </footer>
          </main>
        </SessionGate>
        <SessionExpiringDialog signedOutFace="none" />
      </SessionProvider>
    )
  }
}

const WORDS = {
  saved: 'What you were writing is kept for you.',
  lost: 'What you had not saved is gone.',
  none: 'Nothing was left unsaved.',
} as const

function SignInPage({ world, tab }: Scene): ReactElement {
  const work = useUnsavedWork()
  async function signIn(user: typeof STORY_USER) {
    await world.server.signIn(user)
    await tab.session.restore()
    await world.advance('1s')
  }
  return (
    <main className="sign-in-page">
      <h1>You are signed out</h1>
      <p>{WORDS[work]}</p>
      <button type="button" onClick={() => void signIn(STORY_USER)}>
        Sign in as Ada
      </button>
      <button type="button" onClick={() => void signIn({ sub: 'grace', name: 'Grace' })}>
        Sign in as Grace
      </button>
    </main>
  )
}

/** Writes, waits for the end, and comes back. */
function awayAndBack(
  write: () => Promise<void>,
  comesBack: 'Ada' | 'Grace',
  look: (world: World) => Promise<void>,
): NonNullable<StoryObj['play']> {
  return inEnglish(async ({ loaded }) => {
    // A region that comes with its first message is not heard.
    await waitFor(() => expect(document.querySelector('form [role="status"]')).toBeEmptyDOMElement())
    await write()
    const { world } = sceneOf(loaded)
    await world.advance('15m')
    await expect(await screen.findByText(WORDS.saved)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: `Sign in as ${comesBack}` }))
    await screen.findByRole('heading', { name: 'A new claim' })
    await look(world)
  })
}

function kept(): readonly string[] {
  return Object.keys(sessionStorage).filter((name) => name.includes('/draft/'))
}

async function putBack(): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: 'Put it back' }, { timeout: 10_000 }))
  // The button that had the focus is gone with its region's message.
  await waitFor(() => expect(document.activeElement?.matches('form :is(input, textarea)')).toBe(true))
}

export const APlainForm: StoryObj = {
  name: 'A plain form',
  render: page(<PlainForm />),
  play: awayAndBack(
    async () => {
      await userEvent.type(screen.getByLabelText('Subject'), 'Roof')
      await userEvent.type(screen.getByLabelText('What happened'), 'A tile fell.')
    },
    'Ada',
    async () => {
      await expect(screen.getByLabelText('Subject')).toHaveValue('')
      await putBack()
      await expect(screen.getByLabelText('Subject')).toHaveValue('Roof')
      await expect(screen.getByLabelText('What happened')).toHaveValue('A tile fell.')
    },
  ),
}

export const ReactHookForm: StoryObj = {
  name: 'React Hook Form',
  render: page(<HookForm save={() => Promise.resolve()} />),
  play: awayAndBack(
    async () => {
      await userEvent.selectOptions(screen.getByLabelText('Kind of damage'), 'fire')
      await userEvent.click(screen.getByLabelText('Somebody has to come today'))
      await userEvent.type(screen.getByLabelText('What happened'), 'The stove.')
    },
    'Ada',
    async (world) => {
      await putBack()
      await expect(screen.getByLabelText('Kind of damage')).toHaveValue('fire')
      await expect(screen.getByLabelText('Somebody has to come today')).toBeChecked()
      await expect(screen.getByLabelText('What happened')).toHaveValue('The stove.')
      await userEvent.click(screen.getByRole('button', { name: 'Save' }))
      await expect(await screen.findByRole('button', { name: 'Saved' })).toBeVisible()
      await world.advance('1s')
      await expect(kept()).toEqual([])
    },
  ),
}

export const SomebodyElseComes: StoryObj = {
  name: 'Somebody else comes',
  render: page(<Note caseId="4711" />),
  play: awayAndBack(
    () => userEvent.type(screen.getByLabelText('Note'), 'Called the tenant.'),
    'Grace',
    async () => {
      await waitFor(() => expect(kept()).toEqual([]), { timeout: 10_000 })
      await expect(screen.queryByText(/We kept/)).toBeNull()
      await expect(screen.getByLabelText('Note')).toHaveValue('')
    },
  ),
}
