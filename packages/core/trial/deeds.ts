import { expectCover } from './oracle/first-step.ts'
import { isLooking, type Standstill, stateOf, type WatchedTab } from './oracle/watched-tab.ts'
import type { Stage } from './play.ts'
import type { TabDeed } from './schedule.ts'
import { notePresence } from './witness.ts'

/** Does what can be done to a tab as it stands, and writes down what it means. */
export async function doTabDeed(stage: Stage, tab: WatchedTab, act: TabDeed): Promise<void> {
  const now = () => stage.now()
  const { ledger, oracle } = stage
  switch (act) {
    case 'input':
    case 'extend': {
      if (!isLooking(tab)) return
      const before = stateOf(tab)
      const { stirred } = tab
      const seen = tab.sightings.length
      const at = now()
      if (act === 'extend') {
        oracle.forced(at)
        void tab.tab.session.extend()
        await stage.advance(0)
      } else await tab.tab.input()
      if (tab.uncoveredAtSleep && tab.lastEventAt < ledger.wokeAt && tab.awakeSince === ledger.wokeAt && !ledger.monotonicRuns) {
        const sinceWaking = tab.sightings.findIndex((one) => one.at >= ledger.wokeAt)
        expectCover(ledger, tab, before, sinceWaking < 0 ? seen : sinceWaking, ledger.sleptMs)
      }
      stir(stage, tab)
      return notePresence(ledger, tab, before, act, seen, stirred, at)
    }
    case 'hold':
      if (!isLooking(tab) || stateOf(tab).status !== 'signed-in') return
      tab.leaseEndsAt = now() + 600_000
      tab.leasedUntil = tab.leaseEndsAt
      tab.tab.session.holdActivity('upload', { max: '10m' })
      stir(stage, tab)
      return stage.advance(0)
    case 'unauthorized':
      if (tab.still !== null) return
      oracle.forced(now())
      void tab.tab.session.reportUnauthorized()
      stir(stage, tab)
      return stage.advance(0)
    case 'sign-out':
      if (!isLooking(tab)) return
      ledger.signOuts += 1
      void tab.tab.session.signOut()
      stir(stage, tab)
      return stage.advance(0)
    case 'hide':
      if (tab.still !== null || !tab.visible) return
      tab.visible = false
      stir(stage, tab)
      return tab.tab.hide()
    case 'show':
      if (tab.still !== null || tab.visible) return
      see(stage, tab)
      oracle.forced(now())
      return tab.tab.show()
    case 'freeze':
      if (tab.still !== null) return
      stop(stage, tab, 'frozen')
      return tab.tab.freeze()
    case 'thaw':
      if (tab.still !== 'frozen') return
      release(stage, tab, true)
      oracle.forced(now())
      return tab.tab.thaw()
    case 'suspend':
      if (tab.still !== null) return
      stop(stage, tab, 'suspended')
      return tab.tab.suspend()
    case 'resume':
      if (tab.still !== 'suspended') return
      release(stage, tab, false)
      return tab.tab.resume()
    case 'leave':
      if (tab.still !== null) return
      tab.missedMessages = true
      stop(stage, tab, 'cached')
      await tab.tab.leave()
      // A page that has to do with the lock is not kept.
      if (stage.opened.page(tab.tab).owner.isGone()) die(stage, tab)
      return
    case 'back': {
      if (tab.still !== 'cached') return
      release(stage, tab, true)
      oracle.forced(now())
      see(stage, tab)
      const before = stateOf(tab)
      const seen = tab.sightings.length
      const next = await tab.tab.back()
      if (next !== tab.tab) replace(stage, tab, next)
      else expectCover(ledger, tab, before, seen, Infinity)
      return
    }
    case 'close':
      if (tab.still === 'frozen' || tab.still === 'suspended') return
      die(stage, tab)
      return tab.tab.close()
    case 'crash':
      die(stage, tab)
      return tab.tab.crash()
    case 'reload': {
      if (tab.still !== null) return
      die(stage, tab)
      const next = await tab.tab.reload()
      replace(stage, tab, next)
      return
    }
    default:
      act satisfies never
  }
}

function see(stage: Stage, tab: WatchedTab): void {
  tab.visible = true
  tab.visibleSince = stage.now()
  stir(stage, tab)
}

function stir(stage: Stage, tab: WatchedTab): void {
  tab.stirred = true
  tab.lastEventAt = stage.now()
}

function stop(stage: Stage, tab: WatchedTab, how: Standstill): void {
  tab.still = how
  const asking = stage.ledger.requests.some(({ owner, settled }) => owner === tab.owner && settled === null)
  tab.standstills.push({
    from: stage.now(),
    to: null,
    awaited: asking || stage.opened.machine.lock.concerns(stage.opened.page(tab.tab).owner),
  })
  tab.leasedUntil = Math.min(tab.leasedUntil, stage.now())
}

function release(stage: Stage, tab: WatchedTab, stirs: boolean): void {
  tab.still = null
  tab.leasedUntil = tab.leaseEndsAt
  tab.awakeSince = stage.now()
  tab.stirred = stirs
  if (stirs) tab.lastEventAt = stage.now()
  const last = tab.standstills.at(-1)
  if (last !== undefined) last.to = stage.now()
}

function die(stage: Stage, tab: WatchedTab): void {
  tab.gone = true
  tab.leasedUntil = Math.min(tab.leasedUntil, stage.now())
}

function replace(stage: Stage, tab: WatchedTab, next: WatchedTab['tab']): void {
  tab.gone = true
  stage.takeIn(next, tab.policy)
}
