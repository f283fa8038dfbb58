import type { Tab } from '@stillhere/core/testing'
import { TOKEN_MARKER } from './fake-provider.ts'
import type { Stage, StageServer } from './stage.ts'

/** One tab of an app on the stage. */
export interface SdkTab {
  /** Whether private content is on the screen. */
  shows(): boolean
  /** Whether its requests would carry a token that is good by now. Left out: nothing of the kind is held in the page. */
  holdsToken?(): Promise<boolean>
  signOut(): Promise<void>
  hide(): Promise<void>
  show(): Promise<void>
}

/**
 * How the app opens a tab: with the SDK alone, used as well as its documentation knows, or with the SDK behind its adapter. Somebody has
 * signed in in it, or (`'new'`) it has what the browser gives to a tab that is opened beside the others.
 */
export type OpenTab<S extends AnyStage = Stage> = (stage: S, how: 'signed-in' | 'new') => Promise<SdkTab>

type AnyStage = Stage<StageServer>

/** What went wrong, in words; nothing where all is as it should be. */
export type Verdict = readonly string[]

export const SCENARIOS = ['stampede', 'wake beyond the session', 'wake without a network', 'one dropped connection', 'sign-out'] as const
export type Scenario = (typeof SCENARIOS)[number]

const LIFE_MS = 300_000
const TABS = 5
const CYCLES = 3

/** How long a cookie session lasts: past ten minutes of sleep by little, so that it is due in each scenario. */
export const COOKIE_SESSION_SECONDS = 700

/** Plays one scenario. `grants` says whether all tabs stand on one grant. */
export async function play<S extends AnyStage>(
  scenario: Scenario,
  stage: S,
  open: OpenTab<S>,
  grants: 'shared' | 'per-tab',
): Promise<Verdict> {
  const found = await acted(scenario, stage, open, grants)
  const told = JSON.stringify([stage.world.trace, stage.world.messages.posted, stage.world.storage.read()])
  return told.includes(TOKEN_MARKER) ? [...found, 'a token stands in what tabs share or say'] : found
}

function acted<S extends AnyStage>(scenario: Scenario, stage: S, open: OpenTab<S>, grants: 'shared' | 'per-tab'): Promise<Verdict> {
  switch (scenario) {
    case 'stampede':
      return stampede(stage, open, grants)
    case 'wake beyond the session':
      return wakeTooLate(stage, open)
    case 'wake without a network':
      return wakeOffline(stage, open)
    case 'one dropped connection':
      return droppedConnection(stage, open)
    case 'sign-out':
      return signOut(stage, open)
    default:
      return scenario satisfies never
  }
}

/** A tab behind an adapter: what is on its screen goes by the session. */
export function sessionTab({ session, hide, show }: Tab<unknown>): SdkTab {
  return {
    shows: () => session.getState().status === 'signed-in' && session.getState().checking === null,
    signOut: async () => void (await session.signOut()),
    hide,
    show,
  }
}

/** How often ten tabs together ask for a renewal while three cookie sessions would have run out. */
export async function renewalsOfTenTabs<S extends AnyStage>(stage: S, open: OpenTab<S>): Promise<number> {
  await openTabs(stage, open, 10)
  await stage.advance(2000)
  const before = stage.provider.refreshes
  await stage.advance(3 * COOKIE_SESSION_SECONDS * 1000)
  return stage.provider.refreshes - before
}

/** Several tabs are due at once, the provider rotates refresh tokens and detects their reuse. */
async function stampede<S extends AnyStage>(stage: S, open: OpenTab<S>, grants: 'shared' | 'per-tab'): Promise<Verdict> {
  const { provider } = stage
  const tabs = await openTabs(stage, open, TABS)
  const before = provider.refreshes
  await stage.advance(CYCLES * LIFE_MS)
  // A lead makes cycles shorter than tokens live.
  const allowed = Math.ceil(CYCLES * 1.34) * (grants === 'shared' ? 1 : TABS)
  return verdict({
    'a refresh token is spent twice': provider.reuses > 0,
    'somebody is signed out': tabs.some((tab) => !tab.shows()),
    'requests go without a live token': await areStale(tabs),
    'more requests than one per cycle': provider.refreshes - before > allowed,
  })
}

/** A laptop is opened after nine hours; the provider would have given new tokens for half an hour. */
async function wakeTooLate<S extends AnyStage>(stage: S, open: OpenTab<S>): Promise<Verdict> {
  const tabs = await openTabs(stage, open, 2)
  await stage.advance(60_000)
  await each(tabs, (tab) => tab.hide())
  await stage.sleep(9 * 3_600_000)
  await each(tabs, (tab) => tab.show())
  const shownAtOnce = tabs.some((tab) => tab.shows())
  await stage.advance(30_000)
  return verdict({
    'private content is shown on waking': shownAtOnce,
    'private content is still shown half a minute later': tabs.some((tab) => tab.shows()),
  })
}

/** Asleep for ten minutes, past the token and not past the session; the network is not there yet on waking. */
async function wakeOffline<S extends AnyStage>(stage: S, open: OpenTab<S>): Promise<Verdict> {
  const tabs = await openTabs(stage, open, 2)
  await stage.advance(60_000)
  await each(tabs, (tab) => tab.hide())
  await stage.sleep(600_000)
  stage.provider.fail('network', 2)
  await each(tabs, (tab) => tab.show())
  await stage.advance(60_000)
  return verdict({
    'somebody is signed out': tabs.some((tab) => !tab.shows()),
    'requests go without a live token': await areStale(tabs),
  })
}

async function droppedConnection<S extends AnyStage>(stage: S, open: OpenTab<S>): Promise<Verdict> {
  const tabs = await openTabs(stage, open, 1)
  stage.provider.fail('network', 1)
  await stage.advance(2 * LIFE_MS)
  return verdict({
    'somebody is signed out': tabs.some((tab) => !tab.shows()),
    'requests go without a live token': await areStale(tabs),
    'it is not tried again': stage.provider.refreshes === 0,
  })
}

/** One tab signs out while refreshes are under way. */
async function signOut<S extends AnyStage>(stage: S, open: OpenTab<S>): Promise<Verdict> {
  const { provider } = stage
  const [first, ...others] = await openTabs(stage, open, 3)
  provider.setLatency(4000)
  while (provider.underWay === 0) await stage.advance(1000)
  const signingOut = first?.signOut()
  await stage.advance(1000)
  const shownAfterwards = others.some((tab) => tab.shows())
  await Promise.all([signingOut, stage.advance(20_000)])
  const next = await open(stage, 'new')
  await stage.advance(1000)
  return verdict({
    'other tabs still show private content a second later': shownAfterwards,
    'other tabs stay signed in': others.some((tab) => tab.shows()),
    'the tab itself stays signed in': first?.shows() !== false,
    'a new tab is signed in': next.shows(),
    'a grant lives on at the provider': provider.liveGrants > 0,
  })
}

async function openTabs<S extends AnyStage>(stage: S, open: OpenTab<S>, count: number): Promise<readonly SdkTab[]> {
  const tabs: SdkTab[] = []
  for (let index = 0; index < count; index += 1) tabs.push(await open(stage, 'signed-in'))
  await stage.advance(1000)
  if (!tabs.every((tab) => tab.shows())) throw new Error('The tabs were to begin signed in')
  return tabs
}

async function each(tabs: readonly SdkTab[], act: (tab: SdkTab) => Promise<void>): Promise<void> {
  for (const tab of tabs) await act(tab)
}

async function areStale(tabs: readonly SdkTab[]): Promise<boolean> {
  return (await Promise.all(tabs.map((tab) => tab.holdsToken?.()))).includes(false)
}

function verdict(findings: Readonly<Record<string, boolean>>): Verdict {
  return Object.keys(findings).filter((finding) => findings[finding])
}
