import type { BackendAnswer } from '../engine/answer.ts'
import type { User } from '../engine/words.ts'
import type { Backend } from '../ports/backend.ts'

type LiveAnswer<U> = BackendAnswer<U> & { readonly status: 'live' }

/** A backend's yes: Ada's session, its token good for an hour, unless `more` says otherwise. */
export function live(more: Partial<LiveAnswer<User>> = {}): LiveAnswer<User> {
  return { status: 'live', userId: 'u1', user: { sub: 'u1' }, endsIn: { 'token-expired': '1h' }, ...more }
}

/** A backend that says yes to everything, but for what the test scripts. It neither peeks nor signs in unless told how. */
export function scriptedBackend(script: Partial<Backend> = {}): Backend {
  return { restore: async () => live(), refresh: async () => live(), signOut: async () => {}, ...script }
}

/** Requests that stay unanswered until the test answers them. */
export interface HeldRequests {
  /** Stands for a method of the backend. */
  readonly ask: () => Promise<BackendAnswer>
  /** How many were sent so far. */
  readonly count: number
  /**
   * Answers the request that was sent as number `index`, counted from 0.
   *
   * @throws Error when there was none.
   */
  answer(index: number, answer: BackendAnswer): void
}

export function holdRequests(): HeldRequests {
  const waiting: ((answer: BackendAnswer) => void)[] = []
  return {
    ask: () => new Promise((resolve) => waiting.push(resolve)),
    get count() {
      return waiting.length
    },
    answer(index, answer) {
      const resolve = waiting[index]
      if (resolve === undefined) throw new Error(`Request ${index} was never sent.`)
      resolve(answer)
    },
  }
}
