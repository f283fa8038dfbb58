import type { Tab } from '../src/testing/index.ts'
import { TOKEN_MARKER } from '../src/testing/test-server.ts'
import { openWorld, type OpenWorld } from '../src/testing/world.ts'
import { advanceInSlices } from './advance.ts'
import { type Composition, emptyComposition, noteComposition } from './composition.ts'
import { doTabDeed } from './deeds.ts'
import type { Ledger } from './oracle/ledger.ts'
import { createOracle, type Oracle } from './oracle/oracle.ts'
import { judgeResidue } from './oracle/residue.ts'
import { judgeSecrets } from './oracle/secrets.ts'
import { isLooking, isUncovered, type PolicyFigures, stateOf, type User, type WatchedTab } from './oracle/watched-tab.ts'
import type { DrawnWorld, Schedule, Step } from './schedule.ts'
import { noteSignIn, openLedger, watch } from './witness.ts'

export const ADA: User = { sub: 'u1' }
const BOB: User = { sub: 'u2' }
const MINUTE_MS = 60_000

/** A world under trial. */
export interface Stage {
  readonly opened: OpenWorld<User>
  readonly drawn: DrawnWorld
  readonly ledger: Ledger
  readonly oracle: Oracle
  readonly composition: Composition
  now(): number
  advance(milliseconds: number): Promise<void>
  /** Opens a tab, or takes in a page that another one has become. */
  open(other: boolean, hidden: boolean): WatchedTab
  takeIn(tab: Tab<User>, policy: PolicyFigures): WatchedTab
}

export interface Verdict {
  /** The first promise that did not hold, or null. */
  readonly broken: string | null
  readonly trace: readonly string[]
  readonly composition: Composition
  readonly unavoidable: ReadonlyMap<string, number>
}

/** Plays a schedule and judges after every step; stops at the first promise that does not hold. */
export async function play({ world: drawn, steps }: Schedule): Promise<Verdict> {
  const stage = setStage(drawn)
  const { opened, ledger, oracle } = stage
  const judge = () => oracle.judge(stage.now(), opened.world.server.reuses)
  let broken: string | null = null
  try {
    if (drawn.offsetHours !== 0)
      opened.world.setClock({ offset: drawn.offsetHours < 0 ? `-${-drawn.offsetHours}h` : `${drawn.offsetHours}h` })
    for (let count = 0; count < drawn.tabs; count++) stage.open(count % 3 === 2, false)
    await opened.world.advance('3s')
    broken = judge()
    for (const step of steps) {
      if (broken !== null) break
      ledger.deeds += 1
      await takeStep(stage, step, () => (broken ??= judge()))
      broken ??= judge()
    }
    broken ??= await rest(stage, judge)
  } catch (error) {
    broken = `9 nothing throws or spins: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  const places = { messages: opened.world.messages.posted, store: opened.world.storage.read(), trace: opened.world.trace }
  broken ??= judgeSecrets(TOKEN_MARKER, places)
  await opened.world.dispose().catch(() => undefined)
  return { broken, trace: opened.world.trace, composition: stage.composition, unavoidable: ledger.unavoidable }
}

function setStage(drawn: DrawnWorld): Stage {
  const opened = openWorld<User>({
    user: ADA,
    policy: drawn.policy,
    serverLimits: drawn.serverLimits,
    platform: drawn.platform,
    credentials: drawn.credentials,
    serverKind: drawn.serverKind,
    latency: drawn.latency,
    seed: drawn.seed,
    signedIn: drawn.remembered ? 'remembered' : true,
  })
  const { clock } = opened.machine
  const ledger = openLedger(opened, drawn)
  noteSignIn(ledger, clock.trueAt(), ADA, drawn.remembered)
  const takeIn = (tab: Tab<User>, policy: PolicyFigures) => watch(opened, ledger, tab, `page ${ledger.tabs.length + 1}`, policy)
  const stage: Stage = {
    opened,
    drawn,
    ledger,
    oracle: createOracle(ledger),
    composition: emptyComposition(),
    now: () => clock.trueAt(),
    advance: (milliseconds) => advanceInSlices(opened, ledger, milliseconds),
    takeIn,
    open(other, hidden) {
      const tab = opened.world.tab({ hidden, ...(other && { policy: drawn.otherPolicy }) })
      const watched = takeIn(tab, other ? ledger.policies.other : ledger.policies.own)
      watched.visible = !hidden
      return watched
    },
  }
  return stage
}

async function takeStep(stage: Stage, step: Step, judge: () => string | null): Promise<void> {
  const { opened, ledger, composition } = stage
  const { world } = opened
  noteComposition(stage, step)
  switch (step.act) {
    case 'advance':
      return stage.advance(step.minutes * MINUTE_MS)
    case 'sleep': {
      const wasIn = ledger.tabs.some((tab) => !tab.gone && isUncovered(stateOf(tab)))
      const ends = ledger.tabs.flatMap((tab) =>
        tab.gone ? [] : [(tab.tab.session.deadlines()[0]?.endsAt ?? Infinity) - tab.tab.session.now()],
      )
      if (wasIn && ends.some((left) => left < step.minutes * MINUTE_MS)) composition.sleepOverEnd = true
      for (const tab of ledger.tabs) tab.uncoveredAtSleep = !tab.gone && isUncovered(stateOf(tab)) && tab.lastEventAt > ledger.setBackAt
      ledger.fellAsleepAt = stage.now()
      await world.sleep(`${step.minutes}m`)
      for (const tab of ledger.tabs) {
        tab.stirred = false
        tab.awakeSince = stage.now()
      }
      ledger.wokeAt = stage.now()
      ledger.sleptMs = step.minutes * MINUTE_MS
      return
    }
    case 'until':
      return goUntil(stage, step)
    case 'work':
      for (let done = 0; done < step.minutes * 2 && judge() === null; done++) {
        const busy = ledger.tabs.filter((tab) => isLooking(tab))
        const tab = busy[done % Math.max(1, busy.length)]
        if (tab !== undefined) await doTabDeed(stage, tab, 'input')
        await stage.advance(30_000)
      }
      return
    case 'release':
      for (const tab of [...ledger.tabs]) await release(stage, tab)
      return
    case 'open':
      if (ledger.tabs.filter(({ gone }) => !gone).length < 10) stage.open(step.other, step.hidden)
      return stage.advance(0)
    case 'close-all':
      for (const tab of ledger.tabs) if (!tab.gone) await doTabDeed(stage, tab, 'close')
      return
    case 'freeze-holder':
    case 'suspend-holder':
    case 'crash-holder': {
      const asking = ledger.requests.findLast(({ kind, settled }) => kind === 'refresh' && settled === null)
      const tab = ledger.tabs.find(({ owner, gone, still }) => owner === asking?.owner && !gone && still === null)
      if (tab === undefined) return
      if (step.act !== 'crash-holder') composition.frozenHolder = true
      return doTabDeed(stage, tab, step.act === 'freeze-holder' ? 'freeze' : step.act === 'suspend-holder' ? 'suspend' : 'crash')
    }
    case 'lose':
      return fault(stage, () => world.server.fail('network', step.times, { hits: step.hits }))
    case 'lose-answer':
      return fault(stage, () => world.server.fail('lost-answer', 1, { hits: step.hits }))
    case 'slow':
      return fault(stage, () => world.server.fail('slow', 1, { delay: `${step.seconds}s`, on: step.on, hits: step.hits }))
    case 'hang':
      return fault(stage, () => world.server.fail('timeout', step.times))
    case 'refuse':
      return fault(stage, () => world.server.fail(step.status, step.times, step.retryAfter === null ? {} : { retryAfter: step.retryAfter }))
    case 'recover':
      world.server.recover()
      ledger.networkFineSince = stage.now() + 65_000
      return
    case 'set-clock':
      return setClock(stage, step.minutes)
    case 'end-at-server':
      ledger.endedAtServer = true
      return world.server.end()
    case 'reject-refresh':
      ledger.rejecting = true
      return world.server.rejectRefresh()
    case 'lose-exchange':
      if (!ledger.handler) return
      ledger.lostExchanges += 1
      world.server.loseExchange()
      return fault(stage, () => undefined)
    case 'clear-storage':
      ledger.storageCleared = true
      ledger.clearedAt = stage.now()
      return world.storage.plant(null)
    case 'sign-in': {
      // With a grant for each tab a second sign-in of the same user takes part in the first one's session.
      if (ledger.perTab && !step.other) return
      const user = step.other ? BOB : ADA
      composition.changeOfUser ||= step.other
      noteSignIn(ledger, stage.now(), user, step.remembered)
      return world.server.signIn(user, { remembered: step.remembered })
    }
    case 'messages':
      ledger.messagesFineSince = Infinity
      for (const tab of ledger.tabs) tab.missedMessages = true
      return world.messages.fail(step.fault, step.times)
    case 'forge':
      return forge(stage, step.what)
    default: {
      const open = ledger.tabs.filter(({ gone }) => !gone)
      const tab = open.at(step.which % Math.max(1, open.length))
      return tab === undefined ? undefined : doTabDeed(stage, tab, step.act)
    }
  }
}

function fault({ ledger }: Stage, act: () => void): void {
  ledger.networkFineSince = Infinity
  act()
}

async function goUntil(stage: Stage, { what, offsetMs }: Step & { readonly act: 'until' }): Promise<void> {
  const tab = stage.ledger.tabs.find((one) => isLooking(one) && stateOf(one).status === 'signed-in')
  if (tab === undefined) return
  const { session } = tab.tab
  const deadlines = session.deadlines()
  const key = { refresh: 'refreshAt', warning: 'warnAt', end: 'endsAt' } as const
  const at = Math.min(...deadlines.map((deadline) => deadline[key[what]] ?? Infinity))
  const wait = at + offsetMs - session.now()
  if (wait > 0 && wait < 9 * 60 * MINUTE_MS) await stage.advance(wait)
}

async function setClock(stage: Stage, minutes: number): Promise<void> {
  const { opened, ledger, composition } = stage
  const byMs = minutes * MINUTE_MS
  ledger.clockSet = true
  ledger.clockSetAt = stage.now()
  // Sleep and a clock that is set back look like nothing at all.
  if (byMs < 0) {
    ledger.sleptMs = 0
    ledger.setBackAt = stage.now()
  }
  composition.clockJump ||= Math.abs(byMs) > 5000
  opened.world.setClock({ offset: byMs < 0 ? `-${-byMs}ms` : `${byMs}ms` })
  if (byMs > 0) return void ledger.jumps.push({ at: stage.now(), byMs })
  const witness = ledger.tabs.some((tab) => isLooking(tab) && tab.stirred && stateOf(tab).status === 'signed-in')
  if (witness && (ledger.coherent || ledger.hasChannel)) return stage.advance(61_000)
  ledger.unseenBackMs -= byMs
}

async function forge(stage: Stage, what: (Step & { readonly act: 'forge' })['what']): Promise<void> {
  const { world } = stage.opened
  const last = world.messages.posted.at(-1)
  const facts = typeof last === 'object' && last !== null ? last : {}
  stage.ledger.forged = true
  switch (what) {
    case 'newer-format':
      return world.messages.forge({
        ...facts,
        format: 99,
        session: 1_000_000,
        end: { reason: 'revoked', at: 1, limitMs: null, settled: true },
      })
    case 'garbage':
      return world.messages.forge({ ...facts, key: 7, renewal: 'none', activityAt: 'now' })
    case 'activity-ahead': {
      const byMs = 20 * MINUTE_MS
      stage.ledger.jumps.push({ at: stage.now(), byMs })
      // Whoever hears of it only when that time has come takes it for true: nothing tells it from another tab's message.
      const waits = stage.ledger.messagesFineSince === Infinity || stage.ledger.tabs.some(({ gone, still }) => !gone && still !== null)
      for (const signIn of stage.ledger.signIns) signIn.activityAtMost = stage.now() + (waits ? byMs : 0)
      return world.messages.forge({ ...facts, activityAt: world.now + byMs })
    }
    case 'echo':
      return world.messages.forge(facts)
    default:
      what satisfies never
  }
}

/** Everything is put in order, everybody is awake, and time passes. */
async function rest(stage: Stage, judge: () => string | null): Promise<string | null> {
  const { opened, ledger } = stage
  ledger.deeds += 1
  opened.world.server.recover()
  opened.world.messages.recover()
  ledger.messagesFineSince = stage.now()
  for (const tab of [...ledger.tabs]) {
    if (tab.gone) continue
    await release(stage, tab)
    if (!tab.gone) await doTabDeed(stage, tab, 'show')
  }
  if (ledger.tabs.every(({ gone }) => gone)) stage.open(false, false)
  await stage.advance(1000)
  const early = judge()
  if (early !== null) return early
  await stage.advance(250_000)
  noteComposition(stage, { act: 'recover' })
  return judge() ?? stage.oracle.rest(stage.now()) ?? judgeResidue(stage)
}

async function release(stage: Stage, tab: WatchedTab): Promise<void> {
  if (tab.gone) return
  if (tab.still === 'suspended') await doTabDeed(stage, tab, 'resume')
  if (tab.still === 'frozen') await doTabDeed(stage, tab, 'thaw')
  if (tab.still === 'cached') await doTabDeed(stage, tab, 'back')
}
