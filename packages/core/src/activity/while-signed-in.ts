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
    if (undo !== null) return
    undo = begin()
    // What has begun may have ended the session, and was told of it before its undo was here.
    if (session.getState().status !== 'signed-in') end()
  }
  const unsubscribe = session.subscribe(look)
  look()
  return () => {
    unsubscribe()
    end()
  }
}
