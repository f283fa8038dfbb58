import { type Duration, type EndReason, LIMIT_KEYS, type Limits, parseDuration, type SessionPolicy, type User } from '@stillhere/core'
import { createWorld, type Tab, type World } from '@stillhere/core/testing'
import type { Explanation, ExplainOptions, Situation } from './explain-policy.ts'
import { toDuration } from './read-duration.ts'

/** One policy, and how it is played. */
export interface Setting extends Required<Pick<ExplainOptions, 'remembered' | 'pause'>> {
  readonly policy: SessionPolicy
  readonly serverLimits: Limits & { readonly accessTokenLifetime: Duration; readonly remembered: Limits }
  readonly horizonMs: number
}

const LONGEST_STEP_MS = 600_000
/** To the second is exact enough for people who are away. */
const GRAIN_MS = 1000

/** Inactivity is the client's own: a server that kept it as well would have to be told of people. */
export function settingOf(
  policy: SessionPolicy,
  { accessTokenLifetime, ...rest }: Pick<Setting, 'horizonMs' | 'remembered' | 'pause'> & { readonly accessTokenLifetime: Duration },
): Setting {
  const kept = (limits: Limits): Limits =>
    Object.fromEntries(LIMIT_KEYS.filter((key) => key !== 'inactivity' && limits[key] !== undefined).map((key) => [key, limits[key]]))
  return { ...rest, policy, serverLimits: { accessTokenLifetime, ...kept(policy), remembered: kept(policy.remembered ?? {}) } }
}

type Play = (world: World, tab: Tab, setting: Setting) => Promise<void>

/** Somebody who is never away for long, and who answers the dialog where it can be answered. */
export async function work(world: World, tab: Tab, setting: Setting): Promise<void> {
  const { limitsMs, rememberedLimitsMs } = tab.session.policy
  const { inactivity, serverIdle, accessTokenLifetime } = (setting.remembered ? rememberedLimitsMs : null) ?? limitsMs
  // Where nothing is refreshed for somebody who is away they are there within each token's life, too.
  const token = accessTokenLifetime ?? parseDuration(setting.serverLimits.accessTokenLifetime)
  const gaps = [inactivity, serverIdle, setting.policy.refreshWhen === 'active' ? token : undefined]
  const pauses = gaps.flatMap((ms) => (ms === undefined ? [] : Math.floor(ms / 4)))
  await live(world, tab, setting, Math.max(GRAIN_MS, Math.min(LONGEST_STEP_MS, ...pauses)), async () => {
    await tab.input()
    if (tab.session.getState().warning?.extendable === true) await tab.session.extend()
  })
}

/** Somebody who went away from an open tab. */
export function leaveAlone(world: World, tab: Tab, setting: Setting): Promise<void> {
  return live(world, tab, setting, LONGEST_STEP_MS, async () => {})
}

async function live(world: World, tab: Tab, { horizonMs, pause }: Setting, stepMs: number, act: () => Promise<void>): Promise<void> {
  const untilAt = world.now + horizonMs
  while (world.now < untilAt && tab.session.getState().status === 'signed-in') {
    await world.advance(toDuration(Math.min(stepMs, untilAt - world.now)))
    await act()
    await pause()
  }
}

async function open({ policy, serverLimits, remembered }: Setting): Promise<{ readonly world: World; readonly tab: Tab }> {
  const world = createWorld<User>({ user: { sub: 'somebody' }, policy, serverLimits, signedIn: remembered ? 'remembered' : true })
  const tab = world.tab()
  await world.advance('0ms')
  return { world, tab }
}

/** What somebody sees who watches the one tab. */
export async function watch(situation: Situation, setting: Setting, play: Play): Promise<Explanation> {
  const { world, tab } = await open(setting)
  const { session } = tab
  const signedInAt = world.now
  const seen = {
    warning: session.getState().warning,
    coveredAt: NEVER,
    shownAgainAt: NEVER,
    refreshing: false,
    count: 0,
    first: NEVER,
    last: NEVER,
  }
  session.subscribe(() => {
    const { status, warning, checking, refresh } = session.getState()
    // A dialog that was answered is not the one that came before the end.
    if (status === 'signed-in') seen.warning = warning
    if (checking !== null) seen.coveredAt ??= checking.sinceAt
    else if (status === 'signed-in' && seen.coveredAt !== null) seen.shownAgainAt ??= session.now()
    if (seen.refreshing && refresh.status === 'idle' && status === 'signed-in') {
      seen.count += 1
      seen.first ??= session.now()
      seen.last = session.now()
    }
    seen.refreshing = refresh.status === 'running'
  })
  await play(world, tab, setting)
  const { end } = session.getState()
  await world.dispose()
  const since = (at: number | null) => (at === null ? null : at - signedInAt)
  const warning = end === null ? null : seen.warning
  return {
    situation,
    endsAfterMs: since(end?.endedAt ?? null),
    reason: end?.reason ?? null,
    warningMs: end === null || warning === null ? null : end.endedAt - warning.openedAt,
    warningExtendable: warning?.extendable ?? null,
    // The cover under which an end is found is nothing that anybody sees.
    coveredAfterMs: since(seen.coveredAt === end?.endedAt ? null : seen.coveredAt),
    shownAgainAfterMs: since(seen.shownAgainAt),
    refreshes: { count: seen.count, firstAfterMs: since(seen.first), lastAfterMs: since(seen.last) },
    horizonMs: setting.horizonMs,
  }
}

/** Widened: an instant comes in its place. */
const NEVER = null as number | null

/**
 * The shortest absence after which the user is out, found by trying lengths. What the session itself takes for its deadlines is tried
 * first, which saves most of the halving and decides nothing.
 */
export async function shortestAbsence(
  situation: Situation,
  setting: Setting,
  leave: (world: World, tab: Tab, away: Duration) => Promise<Tab>,
  /** Why somebody is out whom the backend does not know any more. */
  unknown: EndReason | null = null,
): Promise<Explanation> {
  async function comeBack(
    seconds: number,
  ): Promise<{ readonly out: boolean; readonly reason: EndReason | null; readonly hints: readonly number[] }> {
    await setting.pause()
    const { world, tab } = await open(setting)
    const hints = tab.session.deadlines().map(({ endsAt }) => Math.ceil((endsAt - world.now) / GRAIN_MS))
    const { session } = await leave(world, tab, toDuration(seconds * GRAIN_MS))
    await world.advance('0ms')
    const { status, end } = session.getState()
    await world.dispose()
    return { out: status !== 'signed-in', reason: end?.reason ?? null, hints }
  }
  const { horizonMs } = setting
  let [within, beyond] = [0, Math.ceil(horizonMs / GRAIN_MS)]
  let found = await comeBack(beyond)
  const tries = found.hints.flatMap((seconds) => [seconds - 1, seconds]).sort((one, other) => one - other)
  while (found.out && beyond - within > 1) {
    const middle = tries.find((seconds) => within < seconds && seconds < beyond) ?? Math.floor((within + beyond) / 2)
    const tried = await comeBack(middle)
    if (tried.out) [beyond, found] = [middle, tried]
    else within = middle
  }
  return {
    situation,
    endsAfterMs: found.out ? beyond * GRAIN_MS : null,
    reason: found.out ? (found.reason ?? unknown) : null,
    warningMs: null,
    warningExtendable: null,
    coveredAfterMs: null,
    shownAgainAfterMs: null,
    refreshes: { count: 0, firstAfterMs: null, lastAfterMs: null },
    horizonMs,
  }
}
