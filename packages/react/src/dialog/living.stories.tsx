import type { SessionPolicy } from '@stillhere/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, waitFor } from 'storybook/test'
import { openScene, type Scene, sceneOf } from '../test-support/scene.ts'
import { inEnglish } from '../test-support/story-messages.ts'
import { StoryPage } from '../test-support/story-page.tsx'
import { SessionExpiringDialog } from './index.ts'

/** The product's own session on a virtual clock: real policies, full durations, no waiting. */
const meta: Meta = {
  title: 'Dialog/As it happens',
  render: (_, { loaded }) => (
    <StoryPage session={sceneOf(loaded).tab.session}>
      <SessionExpiringDialog />
    </StoryPage>
  ),
}
export default meta

function scene(policy: SessionPolicy): Promise<Scene> {
  return openScene({ policy, startAt: Date.UTC(2026, 0, 15, 14, 20) })
}

export const SomebodyComesBackInTime: StoryObj = {
  name: 'Somebody comes back in time',
  loaders: [() => scene({ inactivity: '15m' })],
  play: inEnglish(
    async ({ loaded }) => {
      const { world } = sceneOf(loaded)
      await world.advance('13m')
      const stay = await screen.findByRole('button', { name: 'Stay signed in' })
      await expect(screen.getByRole('alertdialog')).toHaveTextContent('We haven’t seen you for 13 minutes')
      stay.click()
      await world.advance('1s')
      await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
      await expect(screen.getByText('You are still signed in.')).toBeInTheDocument()
    },
    ({ loaded }) => sceneOf(loaded).world.advance('13m'),
  ),
}

export const NobodyComesBack: StoryObj = {
  name: 'Nobody comes back',
  loaders: [() => scene({ inactivity: '15m' })],
  play: inEnglish(
    async ({ loaded }) => {
      const { world } = sceneOf(loaded)
      await world.advance('13m')
      await screen.findByRole('button', { name: 'Stay signed in' })
      await world.advance('1m')
      await expect(await screen.findByText('1:00')).toBeVisible()
      await expect(screen.getByText('You’ll be signed out in 1 minute.')).toBeInTheDocument()
      await world.advance('1m')
      await expect(await screen.findByRole('heading', { name: 'You’ve been signed out' })).toHaveFocus()
      await expect(screen.queryByText('Your open cases')).toBeNull()
    },
    ({ loaded }) => sceneOf(loaded).world.advance('15m'),
  ),
}

export const EightHoursAreOver: StoryObj = {
  name: 'Eight hours are over',
  loaders: [() => scene({ maxLifetime: '8h' })],
  play: inEnglish(
    async ({ loaded }) => {
      const { world } = sceneOf(loaded)
      await world.advance('478m')
      await expect(await screen.findByRole('heading', { name: 'Time is nearly up' })).toHaveFocus()
    },
    ({ loaded }) => sceneOf(loaded).world.advance('478m'),
  ),
}

export const TheServerIsAway: StoryObj = {
  name: 'The server is away',
  loaders: [() => scene({ accessTokenLifetime: '5m', onTokenExpiry: 'end' })],
  play: inEnglish(
    async ({ loaded }) => {
      const { world } = sceneOf(loaded)
      world.server.fail('network')
      await world.advance('275s')
      await expect(await screen.findByRole('alertdialog', { name: 'You’re about to be signed out' })).toBeVisible()
      screen.getByRole('button', { name: 'Stay signed in' }).click()
      await world.advance('1s')
      await expect(await screen.findByRole('alert')).toHaveTextContent('That didn’t work')
      world.server.recover()
      screen.getByRole('button', { name: 'Stay signed in' }).click()
      await world.advance('1s')
      await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    },
    async ({ loaded }) => {
      const { world } = sceneOf(loaded)
      world.server.fail('network')
      await world.advance('275s')
    },
  ),
}
