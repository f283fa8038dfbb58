import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactElement, useEffect } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { checkPolicy } from '../../../packages/policies/src/check-policy.ts'
import {
  CasePage,
  LIVES,
  type Scene,
  sceneOf,
  SessionDevtools,
  SessionExpiringDialog,
  SessionGate,
  SessionProvider,
} from '../../product.ts'
import type { ComponentProps } from 'react'

type Corner = ComponentProps<typeof SessionDevtools>['corner']

/** The button in its corner, over an app; it opens the panel at its edge of the window. */
const meta: Meta = {
  title: 'Devtools/In its corner',
  parameters: { docs: { story: { height: '640px' } } },
}
export default meta

function App({ scene, corner = 'bottom-end' }: { readonly scene: Scene; readonly corner?: Corner }): ReactElement {
  // What the browser remembers of one story is not for the next.
  useEffect(() => () => localStorage.removeItem('stillhere-devtools'), [])
  return (
    <SessionProvider session={scene.tab.session}>
      <SessionGate signedOut={<div className="sign-in-page">Casebook</div>}>
        <CasePage />
      </SessionGate>
      <SessionExpiringDialog />
      <SessionDevtools check={checkPolicy} {...(corner && { corner })} />
    </SessionProvider>
  )
}

const story = (name: string, scene: () => Promise<Scene>, corner?: Corner): StoryObj => ({
  name,
  loaders: [
    () => {
      localStorage.removeItem('stillhere-devtools')
      return scene()
    },
  ],
  render: (_, { loaded }) => <App scene={sceneOf(loaded)} {...(corner && { corner })} />,
})

async function findButton(name: RegExp): Promise<HTMLButtonElement> {
  return waitFor(() => {
    const shadow = document.querySelector('[data-stillhere="devtools"]')?.shadowRoot
    const found = [...(shadow?.querySelectorAll('button') ?? [])].find((button) => name.test(button.textContent + (button.ariaLabel ?? '')))
    if (!found) throw new Error(`No button ${name} in the devtools.`)
    return found
  })
}

export const Closed: StoryObj = story('Closed', LIVES.atWork)

export const OpenAndClosed: StoryObj = {
  ...story('Open, with the keyboard', LIVES.atWork),
  play: async () => {
    const button = await findButton(/Open stillhere devtools/)
    button.focus()
    await userEvent.keyboard('{Enter}')
    await findButton(/Close devtools/)
  },
}

export const OverTheDialog: StoryObj = {
  ...story('Beside the session’s own dialog', LIVES.warning),
  play: async () => {
    ;(await findButton(/Open stillhere devtools/)).click()
    await findButton(/Close devtools/)
    await expect(document.querySelector('dialog')?.contains(document.querySelector('[data-stillhere="devtools"]'))).toBe(true)
  },
}

export const TopStart: StoryObj = story('In the other corner', LIVES.atWork, 'top-start')
export const RightToLeft: StoryObj = { ...story('On a page that reads from right to left', LIVES.atWork), globals: { direction: 'rtl' } }
