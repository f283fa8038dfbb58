import { createFixedSession, type FixedState } from '@stillhere/core/testing'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ComponentType, type ReactElement, useState, useSyncExternalStore } from 'react'
import { expect, screen, userEvent, waitFor } from 'storybook/test'
import { TimeoutDialog as BaseUiDialog } from '../../examples/base-ui-dialog.tsx'
import { TimeoutDialog as MuiDialog } from '../../examples/mui-dialog.tsx'
import { TimeoutDialog as RadixDialog } from '../../examples/radix-dialog.tsx'
import { TimeoutDialog as ReactAriaDialog } from '../../examples/react-aria-dialog.tsx'
import { TimeoutDialog as ShadcnDialog } from '../../examples/shadcn/timeout-dialog.tsx'
import { StillhereError } from '../index.ts'
import { NOW_AT, STORY_USER } from '../test-support/story-instant.ts'
import { inEnglish } from '../test-support/story-messages.ts'
import { StoryPage } from '../test-support/story-page.tsx'
import './other-libraries.stories.css'

interface Args {
  readonly Dialog: ComponentType
  readonly face: keyof typeof FACES
}

const UNREACHABLE = new StillhereError('backend-unavailable', 'The session endpoint did not answer.')
const WARNING = { openedAt: NOW_AT - 37_000, endsAt: NOW_AT + 83_000 } as const
const SIGNED_IN = { status: 'signed-in', user: STORY_USER, nowAt: NOW_AT } as const

const FACES = {
  'still here': { ...SIGNED_IN, warning: { ...WARNING, cause: 'inactive', extendable: true, extend: { status: 'idle' } } },
  busy: { ...SIGNED_IN, warning: { ...WARNING, cause: 'inactive', extendable: true, extend: { status: 'running' } } },
  'stay failed': {
    ...SIGNED_IN,
    warning: { ...WARNING, cause: 'token-expired', extendable: true, extend: { status: 'failed', error: UNREACHABLE } },
  },
  'time is nearly up': { ...SIGNED_IN, warning: { ...WARNING, cause: 'max-lifetime', extendable: false, extend: null } },
  checking: { ...SIGNED_IN, checking: { sinceAt: NOW_AT - 5_000, cause: 'woke', error: UNREACHABLE } },
  'signed out': { status: 'ended', end: { reason: 'inactive', limitMs: 900_000, here: true, endedAt: NOW_AT } },
} as const satisfies Readonly<Record<string, FixedState>>

/**
 * The hook `useSessionDialog` behind dialogs that other libraries draw, each with the real library and the code of the guide
 * "Other dialogs". What they do is tested with the same tests as our own.
 */
const meta: Meta<Args> = {
  title: 'Dialog/Other libraries',
  args: { face: 'still here' },
  argTypes: { face: { control: 'select', options: Object.keys(FACES) }, Dialog: { table: { disable: true } } },
  render: function Library({ Dialog, face }) {
    return <Scene key={face} Dialog={Dialog} state={FACES[face]} />
  },
  play: inEnglish(async ({ args }) => {
    if (args.face !== 'still here') return
    const dialog = await screen.findByRole('alertdialog', { name: 'Are you still here?' })
    // Some fade in.
    await waitFor(() => expect(dialog).toBeVisible())
    await expect(screen.getByRole('button', { name: 'Stay signed in' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect(screen.getByRole('alertdialog')).toBe(dialog)
  }),
}
export default meta

type Story = StoryObj<Args>

function Scene({ Dialog, state }: { readonly Dialog: ComponentType; readonly state: FixedState }): ReactElement {
  const [session] = useState(() => createFixedSession(state))
  return (
    <StoryPage session={session}>
      <Dialog />
    </StoryPage>
  )
}

export const Radix: Story = { args: { Dialog: RadixDialog } }

export const BaseUi: Story = { name: 'Base UI', args: { Dialog: BaseUiDialog } }

export const ReactAria: Story = { name: 'React Aria Components', args: { Dialog: ReactAriaDialog } }

export const Mui: Story = { name: 'MUI', args: { Dialog: Themed } }

export const Shadcn: Story = { name: 'shadcn', args: { Dialog: ShadcnDialog } }

const MUI_THEMES = { light: createTheme(), dark: createTheme({ palette: { mode: 'dark' } }) } as const

/** In an app with MUI there is a theme already. */
function Themed(): ReactElement {
  return (
    <ThemeProvider theme={useSyncExternalStore(watchScheme, isDark) ? MUI_THEMES.dark : MUI_THEMES.light}>
      <MuiDialog />
    </ThemeProvider>
  )
}

function isDark(): boolean {
  return document.documentElement.dataset['scheme'] === 'dark'
}

function watchScheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-scheme'] })
  return () => observer.disconnect()
}
