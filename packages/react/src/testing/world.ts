import type { User } from '@stillhere/core'
import { createWorld as createPlainWorld, type Tab, type TestServer, type World, type WorldOptions } from '@stillhere/core/testing'
import { type Acting, createActing } from './act.ts'
import { actingSession } from './acting-session.ts'

/**
 * The world of `@stillhere/core/testing`; whatever moves it is wrapped in React's `act`, so that the page is up to date
 * when the promise resolves, and so is what a session does by itself while a test waits for something else.
 *
 * @throws what `createWorld` of `@stillhere/core/testing` throws.
 * @example
 * const world = createWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' } })
 * render(<SessionProvider session={world.tab().session}><App /></SessionProvider>)
 * await world.advance('13m')
 */
export function createWorld<U = User>(options: WorldOptions<U>): World<U> {
  const world = createPlainWorld(options)
  const act = createActing()
  return {
    server: actingServer(world.server, act),
    trace: world.trace,
    storage: world.storage,
    messages: {
      fail: (fault, times, delay) => world.messages.fail(fault, times, delay),
      recover: () => world.messages.recover(),
      forge: (message) => act.soon(() => world.messages.forge(message)),
      posted: world.messages.posted,
    },
    get now() {
      return world.now
    },
    tab: (options) => actingTab(world.tab(options), act, () => world.advance('0ms')),
    advance: (duration) => act.soon(() => world.advance(duration)),
    advanceTo: (moment, how) => act.soon(() => world.advanceTo(moment, how)),
    sleep: (duration) => act.soon(() => world.sleep(duration)),
    setClock: (change) => world.setClock(change),
    dispose: () => act.soon(() => world.dispose()),
  }
}

function actingServer<U>(server: TestServer<U>, act: Acting): TestServer<U> {
  return {
    fail: (fault, times, details) => server.fail(fault, times, details),
    recover: () => server.recover(),
    end: (reason) => act.soon(() => server.end(reason)),
    rejectRefresh: () => server.rejectRefresh(),
    signIn: (user, options) => act.soon(() => server.signIn(user, options)),
    answerSignIn: (answer) => server.answerSignIn(answer),
    loseExchange: () => server.loseExchange(),
    get requests() {
      return server.requests
    },
    get refreshes() {
      return server.refreshes
    },
    get reuses() {
      return server.reuses
    },
    get signOuts() {
      return server.signOuts
    },
  }
}

function actingTab<U>(tab: Tab<U>, act: Acting, settle: () => Promise<void>): Tab<U> {
  const acted: Tab<U> = {
    session: actingSession(tab.session, act),
    async input(doing) {
      await act.soon(() => tab.input())
      if (doing === undefined) return
      // Testing tools bring an `act` of their own, and inside of another one they would not see what they have brought about.
      await doing()
      await act.soon(settle)
    },
    hide: () => act.soon(() => tab.hide()),
    show: () => act.soon(() => tab.show()),
    freeze: () => act.soon(() => tab.freeze()),
    thaw: () => act.soon(() => tab.thaw()),
    suspend: () => act.soon(() => tab.suspend()),
    resume: () => act.soon(() => tab.resume()),
    leave: () => act.soon(() => tab.leave()),
    async back() {
      const shown = await act.soon(() => tab.back())
      return shown === tab ? acted : actingTab(shown, act, settle)
    },
    crash: () => tab.crash(),
    close: () => act.soon(() => tab.close()),
    reload: async () => actingTab(await act.soon(() => tab.reload()), act, settle),
  }
  return acted
}
