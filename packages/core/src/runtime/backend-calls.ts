import { type Answer, readAnswer, unreachable } from '../engine/answer-reading.ts'
import type { CancelSignal } from '../ports/cancel-signal.ts'
import type { Ports } from '../ports/ports.ts'

/** An attempt is given up after this much real time; not at the token's expiry, because an abort of our own would lose a rotated token. */
export const ATTEMPT_LIMIT_MS = 30_000
/** The last part of every limit. */
const HANDING_OVER_MS = 1000

/** Asks a backend, with a time limit. Never rejects: whatever a backend throws means `unavailable`. */
export async function ask<U>(ports: Ports, work: (signal: CancelSignal) => Promise<unknown>): Promise<Answer<U>> {
  try {
    return readAnswer<U>(await limited(ports, ATTEMPT_LIMIT_MS, work))
  } catch (cause) {
    return unreachable(cause)
  }
}

/**
 * Rejects when the work has not settled within `limitMs` of real time; the work is told to stop. In two parts: after a time in which
 * nothing of the page ran the first fires before the platform could hand over an answer that has long been there, the second does not.
 */
export async function limited<T>(ports: Ports, limitMs: number, work: (signal: CancelSignal) => Promise<T>): Promise<T> {
  const { signal, cancel } = ports.cancellation()
  let undo = () => {}
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => {
      cancel()
      reject(new Error(`No answer within ${limitMs / 1000} s`))
    }
    undo = ports.timer.setReal(limitMs - HANDING_OVER_MS, () => {
      undo = ports.timer.setReal(HANDING_OVER_MS, giveUp)
    })
  })
  try {
    return await Promise.race([work(signal), late])
  } finally {
    undo()
  }
}
