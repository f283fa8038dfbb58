import type { Browser, BrowserContext, Page } from '@playwright/test'
import {
  type App,
  type AuthServer,
  createApp,
  expect,
  installEndProbe,
  type PolicyQuery,
  type Sightings,
  type Tab,
  watchPages,
} from '../harness/index.ts'
import { installLaptop } from '../sleep/laptop.ts'
import { restore, takeNotes } from '../stampede/public-session.ts'
import { type SharedFacts, sharedFacts } from '../sleep/shared-facts.ts'

/** What nobody may see who is not signed in. */
export const PRIVATE: readonly string[] = ['Damp in the upper flat', 'Tomasz Wilk', 'Ada Lovelace']

/** Somebody at a machine of their own, signed in under a policy by name. */
export interface Person {
  readonly context: BrowserContext
  readonly app: App
  readonly sightings: Sightings
  readonly tab: Tab
  readonly policy: Required<Pick<PolicyQuery, 'policy' | 'speed'>>
  /** How many times faster than real their clock runs. */
  readonly rate: number
  /** What the tabs share of the session now, as this page finds it. */
  facts(page?: Page): Promise<Known>
}

/** The facts of a session that has been heard of. Instants on the person's clock. */
export interface Known extends SharedFacts {
  readonly renewal: NonNullable<SharedFacts['renewal']>
}

const MINUTE_MS = 60_000

export const minutes = (count: number): number => count * MINUTE_MS

/** Signs somebody in. Their pages have a lid and report every end; the first takes notes. */
export async function personUnder(policy: Person['policy'], browser: Browser, server: AuthServer): Promise<Person> {
  const context = await browser.newContext()
  await installLaptop(context, 'stands still', PRIVATE)
  await installEndProbe(context, { texts: PRIVATE, selector: 'table.cases' })
  const sightings = await watchPages(context)
  const app = createApp(context, server)
  await staysWhereItIs(context)
  const tab = await app.open('/', policy)
  await expect(tab.signInPage).toBeVisible()
  await takeNotes(tab.page)
  await signInUnseen(context, `${server.appUrl}/${policy.policy}/x${policy.speed}/session`)
  await restore(tab.page)
  await expect(tab.cases).toBeVisible()
  await context.unrouteAll()
  // So that a probe which sees nothing later is known to see.
  await expect.poll(() => tab.page.evaluate(() => Reflect.get(globalThis, 'stillhereVisibleTexts')())).toEqual(PRIVATE)
  const name = `demo-${policy.policy}-x${policy.speed}`
  const facts = async (page = tab.page): Promise<Known> => {
    const found = await sharedFacts(page, name)
    if (found?.renewal == null) throw new Error(`No session of ${name} has been heard of.`)
    return { ...found, renewal: found.renewal }
  }
  return { context, app, sightings, tab, policy, rate: Number(policy.speed), facts }
}

/** From now on: where a page asks for a sign-in without a form, an answer without content takes it nowhere. */
export async function staysWhereItIs(context: BrowserContext): Promise<void> {
  await context.route(/prompt=none/, (route) => route.fulfill({ status: 204 }))
}

/** The way through the provider's form without leaving the page: the clock runs fast, and loading pages takes its time. */
async function signInUnseen({ request }: BrowserContext, session: string): Promise<void> {
  const form = await request.get(`${session}/login`)
  const back = await request.post(form.url(), { form: { login: 'ada.lovelace', password: 'any will do' } })
  expect(back.ok()).toBe(true)
}

/** Waits until a refresh after this revision has been answered. */
export async function refreshed({ facts }: Person, revision: number): Promise<void> {
  await expect.poll(async () => (await facts()).renewal.revision, { intervals: [100] }).toBeGreaterThan(revision)
}

/** Waits until an instant of the person's clock has come; this machine's wall clock is the browser's. */
export async function reached({ rate }: Pick<Person, 'rate'>, at: number): Promise<void> {
  await expect.poll(() => Date.now() * rate, { intervals: [50] }).toBeGreaterThanOrEqual(at)
}
