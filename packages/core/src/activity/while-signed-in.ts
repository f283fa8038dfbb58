import type { Session } from '../runtime/session-types.ts'

/** Begins whenever somebody is signed in, and undoes it when nobody is any more. Returns its undo. */
export function whileSignedIn(session: Pick<Session<unknown>, 'getState' | 'subscribe'>, begin: () => () => void): () => void {
  let undo: (() => void) | null = null
  const end = () => {
    undo?.()
    undo = null
  }
  const look = () => {
    if (session.getState().status !== 'signed-in') return end()
    undo ??= begin()
  }
  const unsubscribe = session.subscribe(look)
  look()
  return () => {
    unsubscribe()
    end()
  }
}
