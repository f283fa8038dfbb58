import type { BackendAnswer } from '../engine/answer.ts'
import { live } from './scripted-backend.ts'

type Fail = () => Promise<BackendAnswer>

/** Backends are other people's code, and not all of it was ever type-checked. */
function sloppily(answer: unknown): Fail {
  return async () => answer as BackendAnswer
}

function throwing(thrown: unknown): Fail {
  return async () => {
    throw thrown
  }
}

function expiring(life: unknown): Fail {
  return sloppily({ ...live(), endsIn: { 'token-expired': life } })
}

const never: Fail = () => new Promise(() => {})

/** Every way in which a backend can bring no answer, none of which is an end. The last column is how long an attempt takes. */
export const FAILURES: readonly (readonly [name: string, fail: Fail, takesMs: number])[] = [
  ['throws a TypeError', throwing(new TypeError('Failed to fetch')), 0],
  ['is aborted', throwing(new DOMException('The user aborted a request.', 'AbortError')), 0],
  ['runs into a time limit of its own', throwing(new DOMException('The operation timed out.', 'TimeoutError')), 0],
  ['throws a text', throwing('rejected'), 0],
  ['throws an answer', throwing({ status: 'rejected' }), 0],
  ['throws nothing', throwing(undefined), 0],
  [
    'throws before it asks',
    () => {
      throw new RangeError('no such tenant')
    },
    0,
  ],
  ['never answers', never, 30_000],
  ['answers nothing', sloppily(undefined), 0],
  ['answers null', sloppily(null), 0],
  ['answers with a page', sloppily('<!doctype html>'), 0],
  ['answers with a word', sloppily('rejected'), 0],
  ['answers with a number', sloppily(401), 0],
  ['answers with a list', sloppily([{ status: 'rejected' }]), 0],
  ['answers true', sloppily(true), 0],
  ['answers without a status', sloppily({}), 0],
  ['answers with a status of HTTP', sloppily({ status: 401 }), 0],
  ['answers with an unheard-of status', sloppily({ status: 'expired' }), 0],
  ['answers with a status in capitals', sloppily({ status: 'Rejected' }), 0],
  ['is not available', sloppily({ status: 'unavailable' }), 0],
  ['is not available and says why', sloppily({ status: 'unavailable', message: 'The proxy answers with a page.' }), 0],
  ['wants to be asked again after a text', sloppily({ status: 'unavailable', retryAfter: 'soon' }), 0],
  ['wants to be asked again after a number', sloppily({ status: 'unavailable', retryAfter: 3600 }), 0],
  ['wants to be asked again after less than nothing', sloppily({ status: 'unavailable', retryAfter: '-5s' }), 0],
  ['names nobody', sloppily({ ...live(), userId: '' }), 0],
  ['names somebody by number', sloppily({ ...live(), userId: 7 }), 0],
  ['brings no user', sloppily({ ...live(), user: undefined }), 0],
  ['forgets the ends', sloppily({ ...live(), endsIn: undefined }), 0],
  ['writes the ends as text', sloppily({ ...live(), endsIn: '1h' }), 0],
  ['writes the life of the token as a number', expiring(3600), 0],
  ['writes the life of the token without a unit', expiring('3600'), 0],
  ['writes the life of the token with two units', expiring('1h30m'), 0],
  ['writes the life of the token in a unit of its own', expiring('1hour'), 0],
  ['writes the life of the token as an instant', expiring('2026-01-01T01:00:00Z'), 0],
  ['gives the token less than no life', expiring('-5s'), 0],
  ['gives the token an endless life', expiring('Infinityd'), 0],
  ['gives the token a life that is no number', expiring('NaNs'), 0],
  ['gives the token a life beyond all numbers', expiring(`${'9'.repeat(400)}d`), 0],
  ['gives the token a true life', expiring(true), 0],
  ['writes an age as a number', sloppily({ ...live(), sessionAge: 12 }), 0],
]
