import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, waitFor } from 'storybook/test'
import '../page.css'
import './introduction.css'
import { Introduction } from './introduction.tsx'
import { MOMENTS } from './moments.ts'

const meta: Meta = {
  title: 'Introduction',
  tags: ['!autodocs'],
  parameters: { page: true, controls: { disable: true } },
  render: () => <Introduction />,
}
export default meta

export const Page: StoryObj = { name: 'Introduction' }

export const EachMomentIsTheOneItTellsOf: StoryObj = {
  name: 'Each moment is the one it tells of',
  tags: ['!dev'],
  async play() {
    for (const { name } of MOMENTS) {
      screen.getByRole('heading', { name }).scrollIntoView()
      const frame = await screen.findByTitle<HTMLIFrameElement>(`${name}: how it looks`)
      // The moment that the text tells of is the moment that the page has come to.
      await waitFor(() => expect(frame.contentDocument?.body.textContent).toContain(name))
    }
    // Dialogs open all over the page, and none of them takes the focus.
    await expect(document.activeElement).toBe(document.body)
  },
}
