import { KEEP_TIMERS, nextTimerScript, NOTE_TIMERS } from './next-timer.ts'
import type { DrivenPage } from './playwright.ts'

/** The clock of all pages of a context. */
export interface DrivenClock {
  /** Everybody awake. */
  advance(durationMs: number): Promise<void>
  /** Nothing runs meanwhile. */
  sleep(durationMs: number): Promise<void>
  /** Lets requests be answered and pages take in what has come. */
  settle(): Promise<void>
  /** How far it is ahead of the real clock, which goes on while this one stands still. */
  aheadMs(): number
  /** Those that show something. */
  pages(): readonly DrivenPage[]
}

/** Longest step; the session looks at the clock once a minute. */
const LONGEST_STEP_MS = 60_000
/** Shortest one, because apps have timers of their own. An answer that is under way comes so much late. */
const SHORTEST_STEP_MS = 5000
/** What is due on waking comes within this. */
const WAKING_MS = 1000
/** To stop the clock one has to name an instant that it has not passed when it hears of it. */
const STOPS_MS = [500, 5000, 30_000]
const TURN_MS = 5
/** A request that takes longer is left under way. */
const LONGEST_REQUEST_TURNS = 400
/** An app that asks again and again is not waited for. */
const MOST_ROUNDS = 10

/** To be called before the first page of the context is opened. `database`: where the session keeps what its tabs share. */
export async function driveClock(page: DrivenPage, database: string): Promise<DrivenClock> {
  const context = page.context()
  const nextTimer = nextTimerScript(database)
  await context.addInitScript({ content: KEEP_TIMERS })
  await page.clock.install()
  await context.addInitScript({ content: NOTE_TIMERS })
  const calls = countCalls(page)
  let stoppedAt: number | null = null
  let goneMs = 0

  const pages = () => context.pages().filter((one) => !one.isClosed() && /^https?:/.test(one.url()))

  /** How long until the next timer of any page, once all that is due has been done: what a page keeps leads to requests, and they to more of it. */
  async function settle(): Promise<number> {
    for (let rounds = 0; ; rounds += 1) {
      const before = calls.sent()
      for (let turns = 0; turns < LONGEST_REQUEST_TURNS && calls.underWay() > 0; turns += 1) await wait(TURN_MS)
      const next = await Promise.all(pages().map((one) => one.evaluate(nextTimer).catch(() => null)))
      if (calls.sent() === before || rounds === MOST_ROUNDS)
        return Math.min(LONGEST_STEP_MS, ...next.filter((ms) => typeof ms === 'number'))
    }
  }

  async function stop(): Promise<void> {
    if (stoppedAt !== null) return
    for (const [tried, aheadMs] of STOPS_MS.entries()) {
      const at = Number(await page.evaluate('Date.now()'))
      const stopped = page.clock.pauseAt(at + aheadMs)
      if (tried < STOPS_MS.length - 1 && (await stopped.then(() => true).catch(() => false)) === false) continue
      await stopped
      goneMs += aheadMs
      break
    }
    stoppedAt = Date.now()
  }

  async function run(durationMs: number): Promise<void> {
    for (let leftMs = durationMs; leftMs > 0;) {
      const stepMs = Math.min(leftMs, Math.max(SHORTEST_STEP_MS, Math.ceil(await settle())))
      goneMs += stepMs
      await page.clock.runFor(stepMs)
      leftMs -= stepMs
    }
    await settle()
  }

  return {
    async advance(durationMs) {
      await stop()
      await run(durationMs)
    },
    async sleep(durationMs) {
      await stop()
      await settle()
      goneMs += durationMs
      await page.clock.fastForward(durationMs)
      await run(WAKING_MS)
    },
    async settle() {
      await settle()
    },
    aheadMs: () => (stoppedAt === null ? 0 : goneMs - (Date.now() - stoppedAt)),
    pages,
  }
}

/** Calls of the app's; streams stay open and are no sign of anything. */
function countCalls(page: DrivenPage): { readonly sent: () => number; readonly underWay: () => number } {
  const underWay = new Set<unknown>()
  const context = page.context()
  let sent = 0
  context.on('request', (request) => {
    if (!/^(fetch|xhr)$/.test(request.resourceType())) return
    sent += 1
    underWay.add(request)
  })
  for (const over of ['requestfinished', 'requestfailed'] as const) context.on(over, (request) => void underWay.delete(request))
  return { sent: () => sent, underWay: () => underWay.size }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
