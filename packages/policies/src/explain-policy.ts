import { type Duration, type EndReason, LIMIT_KEYS, type Limits, parseDuration, type SessionPolicy, type User } from '@stillhere/core'
import { createWorld, type Tab, type World } from '@stillhere/core/testing'
import { toDuration } from './read-duration.ts'

/** What may happen to a session, from the sign-in on. */
export type Situation = 'works-all-day' | 'leaves-tab-open' | 'closes-all-tabs' | 'machine-sleeps' | 'network-down' | 'refresh-rejected'

/** What becomes of a session in one situation. Durations count from the sign-in, in milliseconds. */
export interface Explanation {
  readonly situation: Situation
  /** When the user is signed out. For closed tabs and sleep: the shortest absence after which they are. null: not within the horizon. */
  readonly endsAfterMs: number | null
  readonly reason: EndReason | null
  /** How long before that end the dialog opened; null for an end without a warning. */
  readonly warningMs: number | null
  /** When private content was covered first, until the backend had answered; null for never, and where nobody looks until they are back. */
  readonly coveredAfterMs: number | null
}

/** How a policy is explained. */
export interface ExplainOptions {
  /** How far to look. Default `'36h'`. */
  readonly horizon?: Duration
  /** Life of an access token where the policy names none. Default `'1h'`. */
  readonly accessTokenLifetime?: Duration
  /** For who signs in with "remember me". Default false. */
  readonly remembered?: boolean
}

/** Somebody at work is at the page this often at least. */
const LONGEST_PAUSE_MS = 600_000
/** To the second is exact enough for people who are away. */
const GRAIN_MS = 1000

/**
 * When is my user signed out? Played by the engine itself in a virtual world with a server that keeps the same limits and holds the
 * tokens; nothing here is a formula. Takes up to a few seconds, and belongs into tests, tools and documents.
 *
 * @throws StillhereError for a policy that a session would refuse.
 * @example
 * const [works] = await explainPolicy({ inactivity: '15m', maxLifetime: '8h' })
 * works?.endsAfterMs // 28800000, because of the maximum
 */
export async function explainPolicy(policy: SessionPolicy, options: ExplainOptions = {}): Promise<readonly Explanation[]> {
  const { horizon = '36h', accessTokenLifetime = '1h', remembered = false } = options
  const limits: Limits = { accessTokenLifetime, ...limitsOf(policy), ...(remembered && limitsOf(policy.remembered ?? {})) }
  const setting: Setting = { policy, remembered, limits, horizonMs: parseDuration(horizon) }
  return [
    await watched('works-all-day', setting, work),
    await watched('leaves-tab-open', setting, (world) => world.advance(horizon)),
    await absence('closes-all-tabs', setting, async (world, tab, away) => {
      await tab.close()
      await world.advance(away)
      return world.tab()
    }),
    await absence('machine-sleeps', setting, async (world, tab, away) => {
      await world.sleep(away)
      await tab.input()
      return tab
    }),
    await watched('network-down', setting, (world, tab) => {
      world.server.fail('network', Number.POSITIVE_INFINITY, { hits: 'everything' })
      return work(world, tab, setting)
    }),
    await watched('refresh-rejected', setting, (world, tab) => {
      world.server.rejectRefresh()
      return work(world, tab, setting)
    }),
  ]
}

interface Setting {
  readonly policy: SessionPolicy
  readonly remembered: boolean
  /** Those in force. */
  readonly limits: Limits
  readonly horizonMs: number
}

function limitsOf(limits: Limits): Limits {
  return Object.fromEntries(LIMIT_KEYS.flatMap((key) => (limits[key] === undefined ? [] : [[key, limits[key]]])))
}

async function open({ policy, remembered, limits }: Setting): Promise<{ readonly world: World; readonly tab: Tab }> {
  // Inactivity is the client's own: a server that kept it as well would have to be told of people.
  const { inactivity: _, ...serverLimits } = limits
  const world = createWorld<User>({ user: { sub: 'somebody' }, policy, serverLimits, signedIn: remembered ? 'remembered' : true })
  const tab = world.tab()
  await world.advance('0ms')
  return { world, tab }
}

/** Somebody who is never away for long, and who answers the dialog where it can be answered. */
async function work(world: World, tab: Tab, { policy, limits, horizonMs }: Setting): Promise<void> {
  // Where nothing is refreshed for somebody who is away they are there within each token's life, too.
  const gaps = [limits.inactivity, limits.serverIdle, policy.refreshWhen === 'active' ? limits.accessTokenLifetime : undefined]
  const pausesMs = gaps.flatMap((gap) => (gap === undefined ? [] : Math.floor(parseDuration(gap) / 4)))
  const stepMs = Math.max(GRAIN_MS, Math.min(LONGEST_PAUSE_MS, ...pausesMs))
  const untilAt = world.now + horizonMs
  while (world.now < untilAt && tab.session.getState().status === 'signed-in') {
    await world.advance(toDuration(Math.min(stepMs, untilAt - world.now)))
    await tab.input()
    if (tab.session.getState().warning?.extendable === true) await tab.session.extend()
  }
}

async function watched(
  situation: Situation,
  setting: Setting,
  play: (world: World, tab: Tab, setting: Setting) => Promise<void>,
): Promise<Explanation> {
  const { world, tab } = await open(setting)
  const { session } = tab
  const signedInAt = world.now
  const seen: { warnedAt: number | null; coveredAt: number | null } = { warnedAt: null, coveredAt: null }
  session.subscribe(() => {
    const { status, warning, checking } = session.getState()
    // A dialog that was answered is not the one that came before the end.
    if (status === 'signed-in') seen.warnedAt = warning?.openedAt ?? null
    if (checking !== null) seen.coveredAt ??= checking.sinceAt
  })
  await play(world, tab, setting)
  const { end } = session.getState()
  await world.dispose()
  // The cover under which an end is found is nothing that anybody sees.
  const coveredAt = seen.coveredAt === end?.endedAt ? null : seen.coveredAt
  return {
    situation,
    endsAfterMs: end === null ? null : end.endedAt - signedInAt,
    reason: end?.reason ?? null,
    warningMs: end === null || seen.warnedAt === null ? null : end.endedAt - seen.warnedAt,
    coveredAfterMs: coveredAt === null ? null : coveredAt - signedInAt,
  }
}

/** The shortest absence after which the user is out, found by halving. */
async function absence(
  situation: Situation,
  setting: Setting,
  leave: (world: World, tab: Tab, away: Duration) => Promise<Tab>,
): Promise<Explanation> {
  async function comeBack(awayMs: number): Promise<{ readonly out: boolean; readonly reason: EndReason | null }> {
    const { world, tab } = await open(setting)
    const { session } = await leave(world, tab, toDuration(awayMs))
    await world.advance('0ms')
    const { status, end } = session.getState()
    await world.dispose()
    return { out: status !== 'signed-in', reason: end?.reason ?? null }
  }
  const nothing = { situation, endsAfterMs: null, reason: null, warningMs: null, coveredAfterMs: null }
  let [within, beyond] = [0, Math.ceil(setting.horizonMs / GRAIN_MS)]
  let found = await comeBack(beyond * GRAIN_MS)
  if (!found.out) return nothing
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2)
    const tried = await comeBack(middle * GRAIN_MS)
    if (tried.out) [beyond, found] = [middle, tried]
    else within = middle
  }
  return { ...nothing, endsAfterMs: beyond * GRAIN_MS, reason: found.reason }
}
