import { type Duration, type EndReason, parseDuration, resolvePolicy, type SessionPolicy } from '@stillhere/core'
import type { Tab, World } from '@stillhere/core/testing'
import { horizonsOf } from './horizons.ts'
import { leaveAlone, type Setting, settingOf, shortestAbsence, watch, work } from './play-situation.ts'
import { toDuration } from './read-duration.ts'

/** Every situation, in the order in which they are explained. */
export const SITUATIONS = [
  'works-all-day',
  'leaves-tab-open',
  'closes-all-tabs',
  'machine-sleeps',
  'network-down',
  'refresh-rejected',
] as const

/** What may happen to a session, from the sign-in on. */
export type Situation = (typeof SITUATIONS)[number]

/** What becomes of a session in one situation. Durations count from the sign-in, in milliseconds. */
export interface Explanation {
  readonly situation: Situation
  /** When the user is signed out. For closed tabs and sleep: the shortest absence after which they are. null: not within the horizon. */
  readonly endsAfterMs: number | null
  readonly reason: EndReason | null
  /** How long before that end the dialog opened; null for an end without a warning. */
  readonly warningMs: number | null
  /** Whether that dialog offered to stay; null without one. */
  readonly warningExtendable: boolean | null
  /** When private content was covered first, until the backend had answered; null for never. */
  readonly coveredAfterMs: number | null
  /** When it was shown again after that; null for never, or never covered. */
  readonly shownAgainAfterMs: number | null
  /** Refreshes that the backend granted until then. Nobody refreshes while all tabs are closed or the machine sleeps. */
  readonly refreshes: { readonly count: number; readonly firstAfterMs: number | null; readonly lastAfterMs: number | null }
  /** How far the situation was played. */
  readonly horizonMs: number
}

/** How a policy is explained. */
export interface ExplainOptions {
  /**
   * How far to look. Default: `'36h'`, or beyond every limit that can be met. What has to be played minute by minute, because a tab is open,
   * is only played for the limits within 31 days and 2000 access tokens, and without a network within 4 days; each {@link Explanation} tells
   * how far it got.
   */
  readonly horizon?: Duration
  /** Where the policy names none. Default `'1h'`. */
  readonly accessTokenLifetime?: Duration
  /** Signed in with "remember me". Default false. */
  readonly remembered?: boolean
  /**
   * Who holds the tokens. `'server'` (default): behind a cookie, so that a tab opened later can still have new ones. `'tabs'`: they die with
   * the last tab, and what is left then is the life of the access token.
   */
  readonly tokensIn?: 'server' | 'tabs'
  /**
   * Awaited many times on the way, each time after a few milliseconds of work: let a page draw there, and reject to give up; the explanation
   * then rejects with the same error. Default: it runs to its end without a break.
   */
  readonly pause?: () => Promise<void>
}

/**
 * When is my user signed out? Played by the engine itself in a virtual world with a server that keeps the same limits and holds the
 * tokens; nothing here is a formula. Takes up to a few seconds: a page gives a `pause`, and tests and tools just wait.
 *
 * @throws StillhereError for a policy that a session would refuse; whatever `pause` rejects with.
 * @example
 * const [works] = await explainPolicy({ inactivity: '15m', maxLifetime: '8h' })
 * works?.endsAfterMs // 28800000, because of the maximum
 */
export async function explainPolicy(policy: SessionPolicy, options: ExplainOptions = {}): Promise<readonly Explanation[]> {
  const { horizon, accessTokenLifetime = '1h', remembered = false, tokensIn = 'server', pause = async () => {} } = options
  const { limitsMs, rememberedLimitsMs } = resolvePolicy(policy)
  const limits = { accessTokenLifetime: parseDuration(accessTokenLifetime), ...(remembered ? (rememberedLimitsMs ?? limitsMs) : limitsMs) }
  const { openMs, offlineMs, awayMs } = horizonsOf(limits, horizon === undefined ? null : parseDuration(horizon))
  const setting = (horizonMs: number): Setting => settingOf(policy, { horizonMs, accessTokenLifetime, remembered, pause })
  return [
    await watch('works-all-day', setting(openMs), work),
    await watch('leaves-tab-open', setting(openMs), leaveAlone),
    await shortestAbsence('closes-all-tabs', setting(awayMs), closeAll, tokensIn === 'tabs' ? 'token-expired' : null),
    await shortestAbsence('machine-sleeps', setting(awayMs), async (world, tab, away) => {
      await world.sleep(away)
      await tab.input()
      return tab
    }),
    await watch('network-down', setting(offlineMs), (world, tab, here) => {
      world.server.fail('network', Number.POSITIVE_INFINITY, { hits: 'everything' })
      return work(world, tab, here)
    }),
    await watch('refresh-rejected', setting(openMs), (world, tab, here) => {
      world.server.rejectRefresh()
      return work(world, tab, here)
    }),
  ]
  async function closeAll(world: World, tab: Tab, away: Duration): Promise<Tab> {
    const [leftMs, lifeMs] = [parseDuration(away), limits.accessTokenLifetime]
    await tab.close()
    await world.advance(toDuration(Math.min(leftMs, tokensIn === 'tabs' ? lifeMs : leftMs)))
    if (tokensIn === 'tabs' && leftMs >= lifeMs) {
      // Nobody has the refresh token any more.
      await world.server.end()
      await world.advance(toDuration(leftMs - lifeMs))
    }
    return world.tab()
  }
}
