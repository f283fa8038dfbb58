import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, screen, userEvent, waitFor } from 'storybook/test'
import '../page.css'
import './theme.css'
import { findingsOf } from './findings.tsx'
import { PRESETS } from './presets.ts'
import { ThemePage } from './theme-page.tsx'

const meta: Meta = {
  title: 'Theme',
  tags: ['!autodocs'],
  parameters: { page: true, controls: { disable: true } },
  render: () => <ThemePage />,
}
export default meta

export const Page: StoryObj = { name: 'Theme' }

async function cardOf(scheme: 'light' | 'dark'): Promise<HTMLElement> {
  const frame = await screen.findByTitle<HTMLIFrameElement>(`The dialog, ${scheme}`)
  return waitFor(() => {
    const card = frame.contentDocument?.querySelector<HTMLElement>('dialog[open]')
    if (!card) throw new Error('The dialog is not there yet.')
    return card
  })
}

export const APresetDressesTheDialog: StoryObj = {
  name: 'A preset dresses the dialog',
  tags: ['!dev'],
  async play() {
    const card = await cardOf('light')
    await expect(screen.getByText(/Nothing to copy/)).toBeVisible()
    await userEvent.click(screen.getByRole('radio', { name: 'Ink' }))
    await expect(getComputedStyle(card).borderStartStartRadius).toBe('4px')
    await expect(screen.getByLabelText('CSS of this theme')).toHaveTextContent('--stillhere-radius: 4px;')
    await expect(getComputedStyle(await cardOf('dark')).backgroundColor).not.toBe(getComputedStyle(card).backgroundColor)
  },
}

export const TooLittleContrastIsSaid: StoryObj = {
  name: 'Too little contrast is said',
  tags: ['!dev'],
  async play() {
    await cardOf('light')
    await expect(screen.getByText(/Every colour stands out enough/)).toBeVisible()
    await fireEvent.input(screen.getByLabelText('Quiet text: pick'), { target: { value: '#a0a0a0' } })
    await expect(await screen.findByText(/^Light: quiet text on surface is 2\.\d:1 and should be 4\.5:1\.$/)).toBeVisible()
    await expect(screen.getByLabelText('CSS of this theme')).toHaveTextContent('--stillhere-ink-quiet: light-dark(')
  },
}

export const NoPresetIsTooPale: StoryObj = {
  name: 'No preset is too pale',
  tags: ['!dev'],
  async play() {
    for (const { name, theme } of PRESETS) await expect(`${name}: ${findingsOf(theme).join(' ')}`).toBe(`${name}: `)
  },
}
