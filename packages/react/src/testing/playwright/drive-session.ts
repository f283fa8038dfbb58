import { type Duration, type EndReason, parseDuration } from '@stillhere/core'
import { findText, readSession, type SeenSession } from './look-inside.ts'
import { NEXT_TIMER, NOTE_TIMERS } from './next-timer.ts'
import { type DrivenPage, runIn } from './playwright.ts'
import { interceptSession, type SessionFault } from './intercept-session.ts'

/** What the app calls its things. */
export interface DriveOptions {
  /** Where `cookieBackend` asks, a path of the page's origin. Default `'/session'`. With another backend: null, and only the clock is driven. */
  readonly url?: string | null
  /** The session's `name`, if the app gives it one. Default `'session'`. */
  readonly name?: string
}

/** A real page's session, driven from outside: its clock and its wire. The app needs no hook and keeps its policy. */
export interface DrivenSession {
  /** So much time passes for all pages of the context while they are awake and nobody touches them. */
  advance(duration: Duration): Promise<void>
  /** The lid is closed for so long: clocks go on, nothing runs, and timers come late when it is opened. */
  sleep(duration: Duration): Promise<void>
  /** Requests for the session meet this until {@link DrivenSession.recover}: no network, or an HTTP status. Sign-in and sign-out get through. */
  fail(fault: SessionFault): void
  recover(): void
  /** The server has ended the session (default `'revoked'`) and every page asks it at once, as on waking. Lasts until {@link DrivenSession.recover}. */
  end(reason?: EndReason): Promise<void>
  /** What the tabs share of the session. The record is written a moment after the page changes, so poll: `expect.poll(() => session.state())`. */
  state(): Promise<SeenSession>
  /** Where in the page this text stands: storage, address, cookies that scripts can read, document. Empty when nowhere. */
  findText(text: string): Promise<readonly string[]>
  /** What was asked of `url` so far: `'peek'`, `'refresh'`, `'extend'`, `'logout'`. */
  readonly requests: readonly string[]
}

/** Longest step of the clock; an answer under way meanwhile comes so much late. */
const LONGEST_STEP_MS = 60_000
/** Shortest one, because apps have timers of their own. */
const SHORTEST_STEP_MS = 5000
const TURN_MS = 5
/** A request that takes longer is left under way. */
const LONGEST_REQUEST_TURNS = 400

/**
 * Takes the clock and the session's wire of a page's whole context into the test's hands, by Playwright's own means (`page.clock`,
 * `route`, `addInitScript`): nothing of it is in the app. To be called before the first `page.goto()`.
 *
 * @throws StillhereError `duration-invalid`.
 * @example
 * const session = await driveSession(page)
 * await page.goto('/')
 * await session.advance('13m')
 * await expect(page.getByRole('alertdialog')).toBeVisible()
 */
export async function driveSession(page: DrivenPage, { url = '/session', name = 'session' }: DriveOptions = {}): Promise<DrivenSession> {
  const context = page.context()
  await page.clock.install()
  await context.addInitScript({ content: NOTE_TIMERS })
  let aheadMs = 0
  let underWay = 0
  const isCall = (kind: string) => kind === 'fetch' || kind === 'xhr'
  context.on('request', (request) => void (isCall(request.resourceType()) && (underWay += 1)))
  for (const over of ['requestfinished', 'requestfailed'] as const)
    context.on(over, (request) => void (isCall(request.resourceType()) && (underWay -= 1)))
  const wire = url === null ? null : await interceptSession(context, url, () => aheadMs)

  const open = () => context.pages().filter((one) => !one.isClosed() && /^https?:/.test(one.url()))

  /** Lets requests be answered and pages take it in; how long until the next timer of any. */
  async function settle(): Promise<number> {
    for (let turns = 0; turns < LONGEST_REQUEST_TURNS && underWay > 0; turns += 1) await new Promise((resolve) => setTimeout(resolve, TURN_MS))
    const next = await Promise.all(open().map((one) => one.evaluate(NEXT_TIMER).catch(() => null)))
    return Math.min(LONGEST_STEP_MS, ...next.filter((ms) => typeof ms === 'number'))
  }

  return {
    async advance(duration) {
      let leftMs = parseDuration(duration)
      while (leftMs > 0) {
        const stepMs = Math.min(leftMs, Math.max(SHORTEST_STEP_MS, Math.ceil(await settle())))
        await page.clock.runFor(stepMs)
        aheadMs += stepMs
        leftMs -= stepMs
      }
      await settle()
    },
    async sleep(duration) {
      const ms = parseDuration(duration)
      await settle()
      aheadMs += ms
      await page.clock.fastForward(ms)
      await settle()
    },
    fail: (fault) => wire?.fail(fault),
    recover: () => wire?.recover(),
    async end(reason = 'revoked') {
      wire?.end(reason)
      for (const one of open()) await runIn(one, wake, null)
      await settle()
    },
    state: () => readSession(page, name),
    findText: (text) => findText(page, text),
    get requests() {
      return wire?.requests ?? []
    },
  }
}

/** As out of the back/forward cache, where a page has to ask how things stand. */
function wake(): void {
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
}
