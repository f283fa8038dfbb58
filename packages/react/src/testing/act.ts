import * as React from 'react'

/** React's `act` as one world uses it. */
export interface Acting {
  /** Runs `work` inside of it, whatever the test's setting says: the page is up to date when the promise resolves. Calls queue up. */
  soon<T>(work: () => Promise<T>): Promise<T>
  /** The same for work that is done when it returns, where the test's setting asks for it; elsewhere React needs no `act`. */
  now(work: () => void): void
}

/** React's own switch: without it `act` complains, and with it everything that moves without `act`. Testing Library sets it. */
const SWITCH = 'IS_REACT_ACT_ENVIRONMENT'

/** Production builds of React have no `act`: there the work is done without. */
export function createActing(): Acting {
  // React 18.2 calls it unstable.
  const act = asAct(Reflect.get(React, 'act')) ?? asAct(Reflect.get(React, 'unstable_act'))
  let before: Promise<unknown> = Promise.resolve()
  return {
    soon(work) {
      if (act === null) return work()
      // React bears no two of them at once, and each would put the other's setting back.
      const done = before.then(() => withSwitchOn(() => act(work)))
      before = done.catch(() => undefined)
      return done
    },
    now(work) {
      if (act === null || Reflect.get(globalThis, SWITCH) !== true) work()
      else act(work)
    },
  }
}

async function withSwitchOn<T>(work: () => Promise<T>): Promise<T> {
  const before: unknown = Reflect.get(globalThis, SWITCH)
  Reflect.set(globalThis, SWITCH, true)
  try {
    return await work()
  } finally {
    Reflect.set(globalThis, SWITCH, before)
  }
}

interface Act {
  <T>(work: () => Promise<T>): Promise<T>
  (work: () => void): void
}

function asAct(value: unknown): Act | null {
  return isAct(value) ? value : null
}

function isAct(value: unknown): value is Act {
  return typeof value === 'function'
}
