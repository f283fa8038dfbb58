import type { Session } from '@stillhere/core'
import type { Acting } from './act.ts'

/** A session that calls its listeners inside of `act`: it moves by itself, while a test waits for a request for instance. */
export function actingSession<U>(session: Session<U>, act: Acting): Session<U> {
  return {
    ...session,
    subscribe: (listener) => session.subscribe(() => act.now(listener)),
    on: (event, listener) =>
      session.on(event, (detail) => {
        let answer: void | Promise<void> = undefined
        act.now(() => {
          answer = listener(detail)
        })
        return answer
      }),
  }
}
