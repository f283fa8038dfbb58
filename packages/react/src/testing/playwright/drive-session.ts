import { type Duration, type EndReason, parseDuration } from '@stillhere/core'
import { driveClock } from './drive-clock.ts'
import { interceptSession, type SessionFault } from './intercept-session.ts'
import { databaseOf, findText, readSession, type SeenSession } from './look-inside.ts'
import { type DrivenPage, runIn } from './playwright.ts'

/** What the app calls its things. */
export interface DriveOptions {
  /** Where `cookieBackend` asks, a path of the page's origin. Default `'/session'`. With another backend: null, and only the clock is driven. */
  readonly url?: string | null
  /** The session's `name`, if the app gives it one. Default `'session'`. */
  readonly name?: string
}

/** A real page's session, driven from outside: its clock and its wire. The app needs no hook and keeps its policy. */
export interface DrivenSession {
  /**
   * So much time passes for all pages of the context while they are awake and nobody touches them. Until the first call time goes by as
   * ever; from then on it stands still between the calls, so that no test is in a hurry.
   */
  advance(duration: Duration): Promise<void>
  /** The lid is closed for so long: clocks go on, nothing runs, and timers come late when it is opened. */
  sleep(duration: Duration): Promise<void>
  /** Requests for the session meet this until {@link DrivenSession.recover}: no network, or an HTTP status. Sign-in and sign-out get through. */
  fail(fault: SessionFault): void
  recover(): void
  /** The server has ended the session (default `'revoked'`) and every page asks it, as on waking; ten seconds go by. Lasts until {@link DrivenSession.recover}. */
  end(reason?: EndReason): Promise<void>
  /** What the tabs share of the session. The record is written a moment after the page changes, so poll: `expect.poll(() => session.state())`. */
  state(): Promise<SeenSession>
  /** Where in the page this text stands: storage, address, cookies that scripts can read, document. Empty when nowhere. */
  findText(text: string): Promise<readonly string[]>
  /** What was asked of `url` so far: `'peek'`, `'refresh'`, `'extend'`, `'logout'`. */
  readonly requests: readonly string[]
}

/** A page that has just asked how things stand does not ask again sooner. */
const ASKS_APART_MS = 10_000

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
  const clock = await driveClock(page, databaseOf(name))
  const wire = url === null ? null : await interceptSession(page.context(), url, clock.aheadMs)

  return {
    advance: (duration) => clock.advance(parseDuration(duration)),
    sleep: (duration) => clock.sleep(parseDuration(duration)),
    fail: (fault) => wire?.fail(fault),
    recover: () => wire?.recover(),
    async end(reason = 'revoked') {
      wire?.end(reason)
      await clock.advance(ASKS_APART_MS)
      for (const one of clock.pages()) await runIn(one, wake, null)
      await clock.settle()
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
