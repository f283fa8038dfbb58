import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, screen, userEvent, waitFor, within } from 'storybook/test'
import '../page.css'
import './paste.css'
import { PastePage } from './paste-page.tsx'

const meta: Meta = {
  title: 'Policies/Paste your settings',
  tags: ['!autodocs'],
  parameters: { page: true, controls: { disable: true } },
  render: () => <PastePage />,
}
export default meta

export const Page: StoryObj = { name: 'Paste your settings' }

async function paste(file: string, text: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText(file), { target: { value: text } })
}

/** What becomes of somebody, once it is worked out. */
async function endOf(situation: RegExp): Promise<string> {
  return waitFor(
    () => {
      const end = within(screen.getByRole('row', { name: situation })).getAllByRole('cell')[0]?.textContent ?? ''
      if (end === '') throw new Error('It is still being worked out.')
      return end
    },
    { timeout: 20_000 },
  )
}

export const APrivxFileIsRead: StoryObj = {
  name: 'A PrivX file is read, and its faults are named with their line',
  tags: ['!dev'],
  async play() {
    await expect(await endOf(/^leaves the tab open/)).toBe('After 1 hour')
    await expect(await endOf(/^closes the lid/)).toBe('30 minutes away or longer')
    await expect(await endOf(/^closes all tabs/)).toBe('5 minutes away or longer')
    await userEvent.click(screen.getByRole('checkbox', { name: /server of yours holds the tokens/ }))
    await waitFor(async () => expect(await endOf(/^closes all tabs/)).toBe('30 minutes away or longer'), { timeout: 20_000 })
    await paste('oauth-shared-config.toml', 'refresh_token_valid = "15m"\n# session_valid = "24h"\n')
    await waitFor(async () => expect(await endOf(/^leaves the tab open/)).toBe('After 15 minutes'), { timeout: 20_000 })
    await expect(screen.getByText(/inactivity is 1h .* but the tokens last 15m/)).toBeVisible()
    await paste('oauth-shared-config.toml', 'refresh_token_valid = "15m"\nsession_valid = 24\n')
    await expect(screen.getByText(/^oauth-shared-config\.toml:2: session_valid = 24: a duration is written in quotes/)).toBeVisible()
    await expect(screen.queryByRole('table')).toBeNull()
  },
}

export const ACortezaFileIsRead: StoryObj = {
  name: 'A Corteza file is read, and its faults are named with their line',
  tags: ['!dev'],
  async play() {
    await userEvent.click(screen.getByRole('radio', { name: 'Corteza' }))
    await waitFor(async () => expect(await endOf(/^closes all tabs/)).toBe('2 minutes away or longer'), { timeout: 20_000 })
    await paste('.env', 'AUTH_SESSION_LIFETIME=2m\nAUTH_OAUTH2_ACCESS_TOKEN_LIFETIME=soon\n')
    await expect(screen.getByText(/^\.env:2: AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME = "soon": .* is not a duration/)).toBeVisible()
  },
}

export const OtherSystemsAreToldByTheirOwnNames: StoryObj = {
  name: 'Other systems are told by the names that they use',
  tags: ['!dev'],
  async play() {
    await userEvent.click(screen.getByRole('radio', { name: 'IAS' }))
    await waitFor(async () => expect(await endOf(/^closes the lid/)).toBe('20 minutes away or longer'), { timeout: 20_000 })
    await paste('ias.json', '{\n  "client": "web",\n  "refreshTokenAbsoluteLifetime": "10m"\n}')
    await expect(screen.getByText(/^ias\.json:3: .*'20m' and refreshTokenAbsoluteLifetime '10m'/)).toBeVisible()
    await userEvent.click(screen.getByRole('radio', { name: 'Auth.it' }))
    await paste('auth-it.json', '{\n  "sessionIdleTimeout": 1800\n}')
    await expect(screen.getByText(/^auth-it\.json:2: sessionIdleTimeout = 1800: it is none of/)).toBeVisible()
  },
}

export const APolicyIsRead: StoryObj = {
  name: 'A policy is read, and its faults are named with their line',
  tags: ['!dev'],
  async play() {
    await userEvent.click(screen.getByRole('radio', { name: 'A policy of your own' }))
    await waitFor(async () => expect(await endOf(/^works all day/)).toBe('After 8 hours'), { timeout: 20_000 })
    await paste('policy.json', '{\n  "inactivity": "15m",\n  "maxLifetimes": "8h"\n}')
    await expect(screen.getByText(/^policy\.json:3: maxLifetimes = "8h": /)).toBeVisible()
  },
}
