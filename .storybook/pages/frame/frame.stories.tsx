import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, waitFor } from 'storybook/test'
import {
  CasePage,
  createFixedSession,
  SessionExpiringDialog,
  SessionGate,
  SessionProvider,
  STORY_USER,
  type Warning,
} from '../../product.ts'
import { Frame } from './frame.tsx'

const WARNING: Warning = { cause: 'inactive', openedAt: 0, endsAt: 120_000, extendable: true, extend: { status: 'idle' } }
const session = createFixedSession({ status: 'signed-in', user: STORY_USER, warning: WARNING })

/** What the pages stand on: a window within a page, set as the toolbar says. Shown nowhere; tested here. */
const meta: Meta = {
  title: 'Frame',
  tags: ['!dev', '!autodocs'],
  parameters: { page: true },
  render: () => (
    <main>
      <Frame title="A window" quiet>
        <SessionProvider session={session}>
          <SessionGate>
            <CasePage />
          </SessionGate>
          <SessionExpiringDialog />
        </SessionProvider>
      </Frame>
    </main>
  ),
}
export default meta

async function cardIn(title: string): Promise<{ readonly card: HTMLElement; readonly inner: Document }> {
  const frame = await screen.findByTitle<HTMLIFrameElement>(title)
  return waitFor(() => {
    const inner = frame.contentDocument
    const card = inner?.querySelector<HTMLElement>('dialog[open]')
    if (!inner || !card) throw new Error('The dialog is not there yet.')
    return { card, inner }
  })
}

const colourOf = (card: HTMLElement, selector: string) => {
  const element = card.querySelector(selector)
  return element === null ? null : getComputedStyle(element).color
}

export const AsSet: StoryObj = {
  name: 'As the system is set',
  async play() {
    const { card, inner } = await cardIn('A window')
    await expect(inner.compatMode).toBe('CSS1Compat')
    await expect(card).toHaveProperty('ownerDocument', inner)
    await expect(getComputedStyle(card).animationName).toBe('stillhere-arrive')
    await expect(colourOf(card, 'p')).not.toBe(colourOf(card, 'h2'))
    await expect(document.activeElement).toBe(document.body)
  },
}

export const LessMotionMoreContrast: StoryObj = {
  name: 'Less motion, more contrast',
  globals: { motion: 'reduced', theme: 'light-contrast' },
  async play() {
    const { card } = await cardIn('A window')
    await waitFor(() => expect(getComputedStyle(card).animationName).toBe('none'))
    await expect(colourOf(card, 'p')).toBe(colourOf(card, 'h2'))
  },
}

export const ArabicAtTwiceTheSize: StoryObj = {
  name: 'Arabic at twice the size',
  globals: { language: 'ar', textSize: '200', theme: 'dark' },
  async play() {
    const { card, inner } = await cardIn('A window')
    const root = inner.documentElement
    await waitFor(() => expect([root.lang, root.dir, getComputedStyle(root).fontSize]).toEqual(['ar', 'rtl', '32px']))
    await expect(getComputedStyle(card).colorScheme).toBe('dark')
    // The page around is ours and speaks English.
    await expect(document.documentElement.dir).toBe('ltr')
  },
}
