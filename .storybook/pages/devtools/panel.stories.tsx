import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactElement } from 'react'
import { checkPolicy } from '../../../packages/policies/src/check-policy.ts'
import { ENDS, LIVES, type Scene, sceneOf, SessionDevtoolsPanel, SessionProvider } from '../../product.ts'

/** The panel in a place of its own, over the product's own session on a virtual clock. */
const meta: Meta = {
  title: 'Devtools/Panel',
  parameters: { docs: { story: { height: '640px' } } },
  render: function Story(_, { loaded }): ReactElement {
    return (
      <SessionProvider session={sceneOf(loaded).tab.session}>
        <div style={{ blockSize: '100vh' }}>
          <SessionDevtoolsPanel check={checkPolicy} />
        </div>
      </SessionProvider>
    )
  },
}
export default meta

type Pane = 'life' | 'log' | 'tabs' | 'policy' | 'tools'

/** The pane that a developer has last looked at is remembered. */
const life = (name: string, scene: () => Promise<Scene>, pane: Pane = 'life'): StoryObj => ({
  name,
  loaders: [
    () => {
      localStorage.setItem('stillhere-devtools', JSON.stringify({ pane }))
      return scene()
    },
  ],
})

export const AtWork: StoryObj = life('Somebody is at work', LIVES.atWork)
export const LongDay: StoryObj = life('A long day with many refreshes', LIVES.longDay)
export const Log: StoryObj = life('The log of a long day', LIVES.longDay, 'log')
export const Tabs: StoryObj = life('Tabs, lock and platform', LIVES.atWork, 'tabs')
export const Policy: StoryObj = life('A policy with findings', LIVES.nothingBinds, 'policy')
export const Tools: StoryObj = life('The tools', LIVES.atWork, 'tools')
export const RefreshFailing: StoryObj = life('Refreshes fail', LIVES.refreshFailing)
export const Warning: StoryObj = life('Nobody is there, and the warning is open', LIVES.warning)
export const TimeUp: StoryObj = life('Time is nearly up', LIVES.timeUp)
export const Covered: StoryObj = life('The page is covered after sleep', LIVES.covered)
export const NothingEnds: StoryObj = life('Ten days and no limit', LIVES.nothingBinds)
export const Restoring: StoryObj = life('The backend is silent from the beginning', LIVES.restoring)
export const SignedOut: StoryObj = life('Nobody is signed in', LIVES.signedOut)
export const TokenOver: StoryObj = life('Ended: the token ran out', ENDS['token-expired'])
export const RefreshOver: StoryObj = life('Ended: no way of renewing was left', ENDS['refresh-expired'])
export const Refused: StoryObj = life('Ended: the refresh was refused', ENDS['refresh-rejected'])
export const Inactive: StoryObj = life('Ended: nobody was there', ENDS.inactive)
export const ServerIdle: StoryObj = life('Ended: the server saw nobody', ENDS['server-idle'])
export const MaxLifetime: StoryObj = life('Ended: the maximum lifetime was over', ENDS['max-lifetime'])
export const LeftByHand: StoryObj = life('Ended: the user signed out', ENDS['signed-out'])
export const Revoked: StoryObj = life('Ended: the backend ended it', ENDS.revoked)
export const Replaced: StoryObj = life('Ended: somebody else signed in', ENDS.replaced)
export const Dark: StoryObj = { ...life('In the dark', LIVES.covered), globals: { theme: 'dark' } }
export const Narrow: StoryObj = { ...life('On a narrow screen', LIVES.atWork), globals: { viewport: { value: 'narrow' } } }
export const RightToLeft: StoryObj = { ...life('On a page that reads from right to left', LIVES.warning), globals: { direction: 'rtl' } }
