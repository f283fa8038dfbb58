import type { User } from '@stillhere/core'
import { createWorld as createPlainWorld, type Tab, type TestServer, type World, type WorldOptions } from '@stillhere/core/testing'
import * as React from 'react'

/**
 * The world of `@stillhere/core/testing`; whatever moves it is wrapped in React's `act`, so that the page is up to date
 * when the promise resolves.
 *
 * @throws what `createWorld` of `@stillhere/core/testing` throws.
 * @example
 * const world = createWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' } })
 * render(<SessionProvider session={world.tab().session}><App /></SessionProvider>)
 * await world.advance('13m')
 */
export function createWorld<U = User>(options: WorldOptions<U>): World<U> {
  const world = createPlainWorld(options)
  return {
    server: actingServer(world.server),
    trace: world.trace,
    storage: world.storage,
    messages: {
      fail: (fault, times, delay) => world.messages.fail(fault, times, delay),
      recover: () => world.messages.recover(),
      forge: (message) => acting(() => world.messages.forge(message)),
      posted: world.messages.posted,
    },
    get now() {
      return world.now
    },
    tab: (options) => actingTab(world.tab(options), () => world.advance('0ms')),
    advance: (duration) => acting(() => world.advance(duration)),
    advanceTo: (moment, how) => acting(() => world.advanceTo(moment, how)),
    sleep: (duration) => acting(() => world.sleep(duration)),
    setClock: (change) => world.setClock(change),
    dispose: () => acting(() => world.dispose()),
  }
}

function actingServer<U>(server: TestServer<U>): TestServer<U> {
  return {
    fail: (fault, times, details) => server.fail(fault, times, details),
    recover: () => server.recover(),
    end: (reason) => acting(() => server.end(reason)),
    rejectRefresh: () => server.rejectRefresh(),
    signIn: (user, options) => acting(() => server.signIn(user, options)),
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

function actingTab<U>(tab: Tab<U>, settle: () => Promise<void>): Tab<U> {
  return {
    session: tab.session,
    async input(doing) {
      await acting(() => tab.input())
      if (doing === undefined) return
      // Testing tools bring an `act` of their own, and inside of another one they would not see what they have brought about.
      await doing()
      await acting(settle)
    },
    hide: () => acting(() => tab.hide()),
    show: () => acting(() => tab.show()),
    freeze: () => acting(() => tab.freeze()),
    thaw: () => acting(() => tab.thaw()),
    suspend: () => acting(() => tab.suspend()),
    resume: () => acting(() => tab.resume()),
    leave: () => acting(() => tab.leave()),
    back: async () => actingTab(await acting(() => tab.back()), settle),
    crash: () => tab.crash(),
    close: () => acting(() => tab.close()),
    reload: async () => actingTab(await acting(() => tab.reload()), settle),
  }
}

async function acting<T>(work: () => Promise<T>): Promise<T> {
  const act = await findAct()
  const before: unknown = Reflect.get(globalThis, ACTING)
  Reflect.set(globalThis, ACTING, true)
  try {
    return await act(work)
  } finally {
    Reflect.set(globalThis, ACTING, before)
  }
}

/** React's own switch: without it `act` complains. */
const ACTING = 'IS_REACT_ACT_ENVIRONMENT'

type Act = <T>(work: () => Promise<T>) => Promise<T>

/** React 18.3 and later have it themselves, 18.2 in react-dom; production builds of React have none. */
async function findAct(): Promise<Act> {
  const own: unknown = Reflect.get(React, 'act')
  if (isAct(own)) return own
  const { act } = await import('react-dom/test-utils')
  return isAct(act) ? act : (work) => work()
}

function isAct(value: unknown): value is Act {
  return typeof value === 'function'
}
