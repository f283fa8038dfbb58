import { openWorld, type Session, STORY_USER, type Tab, type User } from '../../product.ts'
import { type Chronicle, createChronicle } from './chronicle.ts'
import type { Deed } from './deeds.ts'
import type { Plan } from './plans.ts'

/** A window of the browser: number and page. Signing in again leaves the page and comes back to a new one. */
export interface OpenTab {
  readonly number: number
  readonly page: number
  readonly tab: Tab
  readonly session: Session
}

/** One world, from its beginning on. Time moves only when told. */
export interface Run {
  readonly plan: Plan
  /** Names this run and no other: what was rendered for another one is of no use. */
  readonly id: number
  readonly chronicle: Chronicle
  readonly tabs: readonly OpenTab[]
  /** Epoch milliseconds on the world's clock. */
  readonly now: number
  advance(ms: number): Promise<void>
  perform(deed: Deed): Promise<void>
  dispose(): void
}

/** Nine in the morning, wherever you are; a breath later, so that what is counted from it falls on whole minutes and not just before. */
export const START_AT = new Date(2026, 0, 15, 9, 0, 2).getTime()

/** What has to pass before somebody is signed in. */
export const BEGINNING_MS = 1000

/**
 * The real engine on simulated ports, with one tab. Same plan, same deeds: same life.
 *
 * @param act What a press on a button of the product does; it becomes a deed.
 */
export async function createRun(plan: Plan, id: number, act: (deed: Deed) => void): Promise<Run> {
  const { world, network } = openWorld<User>({
    user: STORY_USER,
    policy: plan.policy,
    serverLimits: plan.serverLimits,
    startAt: START_AT,
    latency: '600ms',
    serverKind: 'handler',
    seed: 1,
  })
  const chronicle = createChronicle(() => world.now, network.requests)
  let tabs: readonly OpenTab[] = []
  let opened = 0

  function show(tab: Tab, number: number, page: number): void {
    const session: Session = {
      ...tab.session,
      extend: () => acted({ type: 'stay', tab: number }),
      signOut: () => acted({ type: 'sign-out', tab: number }),
      signIn: () => acted({ type: 'sign-in', tab: number }),
    }
    tabs = [...tabs.filter((other) => other.number !== number), { number, page, tab, session }].sort((a, b) => a.number - b.number)
    chronicle.follow(number, tab.session)
  }
  function acted(deed: Deed): Promise<{ readonly ok: false; readonly reason: 'unavailable'; readonly error: null }> {
    act(deed)
    return Promise.resolve({ ok: false, reason: 'unavailable', error: null })
  }
  const openTab = () => show(world.tab(), ++opened, 0)
  const find = (number: number) => tabs.find((open) => open.number === number)

  async function perform(deed: Deed): Promise<void> {
    switch (deed.type) {
      case 'activity':
        await find(deed.tab)?.tab.input()
        break
      case 'stay':
        void find(deed.tab)?.tab.session.extend()
        break
      case 'sign-out':
        void find(deed.tab)?.tab.session.signOut()
        break
      case 'sign-in': {
        const open = find(deed.tab)
        if (open === undefined) break
        await world.server.signIn()
        show(await open.tab.reload(), open.number, open.page + 1)
        break
      }
      case 'open-tab':
        openTab()
        break
      case 'close-tab': {
        const open = find(deed.tab)
        tabs = tabs.filter((other) => other !== open)
        chronicle.lose(deed.tab)
        await open?.tab.close()
        break
      }
      case 'fail':
        world.server.recover()
        world.server.fail(503)
        break
      case 'offline':
        world.server.recover()
        world.server.fail('network', Number.POSITIVE_INFINITY, { hits: 'everything' })
        break
      case 'heal':
        world.server.recover()
        break
      case 'reject':
        world.server.rejectRefresh()
        break
      case 'revoke':
        await world.server.end()
        break
      case 'sleep':
        await world.sleep(`${deed.ms}ms`)
        // Somebody opens the lid, and that is what a page notices first.
        await tabs[0]?.tab.input()
        break
      default:
        deed satisfies never
    }
    await world.advance('0ms')
  }

  openTab()
  await world.advance(`${BEGINNING_MS}ms`)
  await find(1)?.tab.input()
  return {
    plan,
    id,
    chronicle,
    get tabs() {
      return tabs
    },
    get now() {
      return world.now
    },
    async advance(ms) {
      await world.advance(`${ms}ms`)
      chronicle.readRequests()
    },
    async perform(deed) {
      const from = world.now
      await perform(deed)
      chronicle.note(deed, from)
      chronicle.readRequests()
    },
    dispose: () => void world.dispose(),
  }
}
