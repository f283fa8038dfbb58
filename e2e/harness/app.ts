import { type BrowserContext, expect } from '@playwright/test'
import type { AuthServer } from 'auth-server'
import type { DemoPolicyName } from 'auth-server/demo-policies'
import { createTab, type Tab } from './tab.ts'

/** What the demo reads from its address: the policy, and the language of the dialog. */
export interface PolicyQuery {
  /** A system or norm by name. Default: the demo's own limits. */
  readonly policy?: DemoPolicyName
  /** Default: 30, and for a policy by name the first of its own. */
  readonly speed?: string
  readonly inactivity?: string
  readonly maxLifetime?: string
  readonly refreshLead?: string
  readonly warningLead?: string
  readonly accessTokenLifetime?: string
  readonly onTokenExpiry?: 'check' | 'end'
  readonly events?: 'on'
  readonly devtools?: 'on'
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
    const query = new URLSearchParams({ ...(policy.policy === undefined && { speed: '30' }), ...policy })
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
