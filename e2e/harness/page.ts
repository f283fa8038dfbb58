import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { AuthServer, PublicClient } from 'auth-server'
import type { PageSetting } from '../pages/setting.ts'
import { bundlePage } from './bundle-page.ts'
import { test as base } from './test.ts'

export interface OpenedPages {
  readonly server: AuthServer
  url(path?: `/${string}`): string
  /** A new tab at that address, whatever it shows. */
  open(path?: `/${string}`): Promise<Page>
  /** Fills in the provider's form in a tab or a popup that shows it. */
  fillProviderForm(page: Page, login?: string): Promise<void>
}

interface Fixtures {
  /** `e2e/pages/<entry>.ts`, set with `test.use({ entry: … })`. */
  entry: string
  /** The page's client at the provider. Default: comes back to `/`, with a token of five minutes. */
  client: Partial<PublicClient>
  /** What the page asks for. Default `openid profile email offline_access cases`; without `cases` the token is for the userinfo endpoint. */
  scope: string
  /** Whether the page stands under a Content Security Policy as strict as a page of its kind can have. Default false. */
  strict: boolean
  /** Whether page and provider are of one site, so that the provider's cookies reach it in a frame. Default false. */
  sameSite: boolean
  pages: OpenedPages
}

/** Bundles by entry, each made once per worker. */
type Bundles = (entry: string) => Promise<string>

/**
 * Tests of a page of their own that is a public client of the provider: `e2e/pages/<entry>.ts`, bundled and served at every path of
 * the application's origin. It reads where it is from `readSetting()` in `e2e/pages/setting.ts`.
 *
 * @example
 * pageTest.use({ entry: 'oidc', client: { accessTokenSeconds: 10 } })
 * pageTest('…', async ({ pages }) => {
 *   const tab = await pages.open('/')
 *   await tab.getByRole('button', { name: 'Sign in' }).click()
 *   await pages.fillProviderForm(tab)
 *   expect(pages.server.counts().tokenRequests.refresh_token).toBe(0)
 * })
 */
export const pageTest = base.extend<Fixtures, { bundles: Bundles }>({
  entry: ['', { option: true }],
  client: [{}, { option: true }],
  scope: ['openid profile email offline_access cases', { option: true }],
  strict: [false, { option: true }],
  sameSite: [false, { option: true }],
  bundles: [async ({ browserName: _anyBrowser }, provide) => provide(onceEach(bundled)), { scope: 'worker' }],
  pages: async ({ entry, client, scope, strict, sameSite, bundles, context }, provide) => {
    const { startAuthServer } = await import('auth-server')
    const staticDir = await mkdtemp(path.join(tmpdir(), 'stillhere-page-'))
    const publicClient = { name: 'page', ...client }
    const server = await startAuthServer({ staticDir, publicClients: [publicClient], host: sameSite ? 'localhost' : '127.0.0.1' })
    await writeFile(path.join(staticDir, 'page.js'), await bundles(entry))
    await writeFile(path.join(staticDir, 'index.html'), html({ issuer: server.issuer, clientId: publicClient.name, scope }, strict))
    const url = (at: `/${string}` = '/'): string => server.appUrl + at
    await provide({
      server,
      url,
      open: async (at) => {
        const page = await context.newPage()
        await page.goto(url(at))
        return page
      },
      fillProviderForm: async (page, login = 'ada.lovelace') => {
        await page.getByLabel('Name').fill(login)
        await page.getByLabel('Password').fill('any will do')
        await page.getByRole('button', { name: 'Sign in' }).click()
      },
    })
    await server.close()
    await rm(staticDir, { recursive: true, force: true })
  },
})

export { expect }

/** `e2e/pages/<entry>.ts` as one script. */
export function bundled(entry: string): Promise<string> {
  return bundlePage(`e2e/pages/${entry}.ts`)
}

function onceEach(make: Bundles): Bundles {
  const made = new Map<string, Promise<string>>()
  return (entry) => {
    const bundle = made.get(entry) ?? make(entry)
    made.set(entry, bundle)
    return bundle
  }
}

function html(setting: PageSetting, strict: boolean): string {
  // What it loads is its own, and it speaks to itself and the provider.
  const policy = `default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self' ${setting.issuer}; frame-src 'self' ${setting.issuer}; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page of its own</title><link rel="icon" href="data:,">
${strict ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : ''}
<script type="application/json" id="setting">${JSON.stringify(setting)}</script>
<script type="module" src="/page.js"></script></head><body><div id="root"></div></body></html>
`
}
