import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, within } from 'storybook/test'
import { LANGUAGES } from '../../languages.ts'
import { FACES } from '../../product.ts'
import '../page.css'
import './faces.css'
import { FacesPage } from './faces-page.tsx'

const meta: Meta = {
  title: 'All faces',
  tags: ['!autodocs'],
  parameters: { page: true, controls: { disable: true } },
  render: () => <FacesPage />,
}
export default meta

export const Page: StoryObj = { name: 'All faces' }

export const EveryLanguageHasItsOwnWords: StoryObj = {
  name: 'Every language has its own words',
  tags: ['!dev'],
  // The rules are judged of one language in the story above; of all at once that takes as long as everything else.
  parameters: { a11y: { test: 'off' } },
  async play({ canvasElement }) {
    const cards = () => [...canvasElement.querySelectorAll<HTMLElement>('.face-card')]
    await expect(cards()).toHaveLength(FACES.length)
    await userEvent.click(screen.getByRole('radio', { name: 'Every language' }))
    await expect(cards()).toHaveLength(FACES.length * LANGUAGES.length)
    const row = await screen.findByRole('region', { name: 'Time is nearly up' })
    const titles = [...row.querySelectorAll('h2.stillhere-dialog__title')].map(({ textContent }) => textContent)
    await expect(new Set(titles).size).toBe(LANGUAGES.length)
    await userEvent.click(screen.getByRole('radio', { name: 'فارسی' }))
    await expect(cards()).toHaveLength(FACES.length)
    await expect(within(row).getByText('فارسی').closest('figure')?.querySelector('[inert]')).toHaveAttribute('dir', 'rtl')
    // Cards lie still: none of them has taken the focus or opened as a modal.
    await expect(document.querySelector(':modal')).toBeNull()
    await expect(document.activeElement?.closest('.face-card') ?? null).toBeNull()
  },
}
