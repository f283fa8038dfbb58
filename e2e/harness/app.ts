import { type BrowserContext, expect } from '@playwright/test'
import type { AuthServer } from 'auth-server'
import { createTab, type Tab } from './tab.ts'

/** What the demo reads from its address: the policy, and the language of the dialog. `speed` is 30 unless the test asks for real time. */
export interface PolicyQuery {
  readonly speed?: '1' | '30'
  readonly inactivity?: string
  readonly maxLifetime?: string
  readonly refreshLead?: string
  readonly warningLead?: string
  readonly accessTokenLifetime?: string
  readonly onTokenExpiry?: 'check' | 'end'
  readonly events?: 'on'
  readonly language?: string
}

export interface App {
  /** The address of a page of the demo under a policy. */
  url(path: `/${string}`, policy?: PolicyQuery): string
  /** A new tab at that address, signed in or not. */
  open(path?: `/${string}`, policy?: PolicyQuery): Promise<Tab>
  /** A new tab in which this person has signed in through the provider's own form. */
  signIn(policy?: PolicyQuery, login?: string): Promise<Tab>
  /** Leaves the session of the demo alone and makes the provider forget who signed in, so that it shows its form again. */
  forgetAtProvider(): Promise<void>
}

/** The demo in one browser context. */
export function createApp(context: BrowserContext, server: AuthServer): App {
  const url = (path: `/${string}`, policy: PolicyQuery = {}): string => {
    const query = new URLSearchParams({ speed: '30', ...policy })
    return `${server.appUrl}${path}?${query.toString()}`
  }
  const open = async (path: `/${string}` = '/', policy: PolicyQuery = {}): Promise<Tab> => {
    const page = await context.newPage()
    await page.goto(url(path, policy))
    return createTab(page)
  }

  return {
    url,
    open,
    async signIn(policy = {}, login = 'ada.lovelace') {
      const tab = await open('/', policy)
      await tab.signInButton.click()
      await tab.fillProviderForm(login)
      await expect(tab.cases).toBeVisible()
      return tab
    },
    forgetAtProvider: () => context.clearCookies({ domain: 'localhost' }),
  }
}
