import type { TapedDeed } from '../playground/deeds.ts'
import { createLife, type Life } from '../playground/life.ts'

/** A moment that people meet: how a life gets there, and what to say about it. */
export interface Moment {
  readonly id: string
  readonly name: string
  readonly when: string
  readonly why: string
  readonly planId: string
  readonly tape: readonly TapedDeed[]
  readonly atMs: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** In the order in which a working day may bring them. */
export const MOMENTS: readonly Moment[] = [
  {
    id: 'still-here',
    name: 'Are you still here?',
    when: 'Nobody has touched the page for a while, in any window.',
    why: 'An open page on an empty chair is open to everybody. One press, and work goes on where it was.',
    planId: 'office',
    tape: [],
    atMs: 13 * MINUTE + 10 * SECOND,
  },
  {
    id: 'refresh-failed',
    name: 'You’re about to be signed out',
    when: 'Staying signed in takes a word from the server every now and then, and the server can’t be reached.',
    why: 'Short failures are mended without a word. Only when time gets short does somebody need to know.',
    planId: 'tokens',
    tape: [{ atMs: 50 * MINUTE, deed: { type: 'fail' } }],
    atMs: 59 * MINUTE + 8 * SECOND,
  },
  {
    id: 'time-up',
    name: 'Time is nearly up',
    when: 'One sign-in lasts only so long, and that can’t be put off.',
    why: 'So there is no button to stay. There is time to save, and a way to sign in again.',
    planId: 'cap',
    tape: [],
    atMs: 10 * HOUR - 100 * SECOND,
  },
  {
    id: 'checking',
    name: 'Reconnecting',
    when: 'The laptop was closed and opened again, and the page can’t prove yet that you are still signed in.',
    why: 'Until it knows, nothing private is shown. What you were writing is kept, and comes back.',
    planId: 'office',
    tape: [
      { atMs: 2 * MINUTE, deed: { type: 'offline' } },
      { atMs: 3 * MINUTE, deed: { type: 'sleep', ms: 8 * MINUTE } },
    ],
    atMs: 11 * MINUTE + 5 * SECOND,
  },
  {
    id: 'signed-out',
    name: 'You’ve been signed out',
    when: 'It is over: the time was up, nobody answered, or somebody ended it from elsewhere.',
    why: 'Says what happened and why, with one thing to do next. Nothing private is left on the screen.',
    planId: 'office',
    tape: [],
    atMs: 15 * MINUTE + 20 * SECOND,
  },
]

/** A life that has come to the moment, and stands there. */
export async function reachMoment({ planId, tape, atMs }: Moment): Promise<Life> {
  const life = await createLife(planId, tape)
  await life.seek(atMs)
  return life
}
