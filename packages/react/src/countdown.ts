import type { Session } from '@stillhere/core'

/** A value that changes by the clock alone: what it is now, and how long it stays that. */
export interface Reading<T> {
  readonly value: T
  /** null: until the session changes. */
  readonly changesInMs: number | null
}

export interface ClockStore<T> {
  subscribe(listener: () => void): () => void
  getSnapshot(): T
}

/**
 * A store over the session's own clock. Instead of ticking it waits exactly until the value next changes; it reads
 * again when the session changes. Without a listener nothing is armed.
 */
export function createClockStore<T>(session: Session<unknown>, read: () => Reading<T>): ClockStore<T> {
  let { value } = read()
  const listeners = new Set<() => void>()
  let disarm = () => {}
  let unsubscribe = () => {}

  function readAgain() {
    disarm()
    const reading = read()
    disarm = reading.changesInMs === null ? () => {} : session.after(reading.changesInMs, readAgain)
    if (Object.is(reading.value, value)) return
    value = reading.value
    for (const listener of listeners) listener()
  }

  return {
    getSnapshot: () => value,
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) {
        unsubscribe = session.subscribe(readAgain)
        readAgain()
      }
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        disarm()
        unsubscribe()
      }
    },
  }
}

/** Where there is nothing to wait for, and on the server. */
export const NEVER_CHANGES: ClockStore<null> = { subscribe: () => () => {}, getSnapshot: () => null }

/** Time left in whole steps, rounded up: zero only when nothing is left, never below. */
export function countDown(leftMs: number, stepMs: number): Reading<number> {
  if (leftMs <= 0) return { value: 0, changesInMs: null }
  const value = Math.ceil(leftMs / stepMs) * stepMs
  return { value, changesInMs: leftMs - (value - stepMs) }
}
