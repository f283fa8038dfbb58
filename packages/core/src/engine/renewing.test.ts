import { describe, expect, it } from 'vitest'
import type { LiveAnswer } from './answer-reading.ts'
import { resolvePolicy } from './policy.ts'
import { begin, renew } from './renewing.ts'

const signInAt = 1_700_000_000_000
const answer = (leftMs: number): LiveAnswer<unknown> => ({
  status: 'live',
  userId: 'ada',
  user: {},
  endsInMs: { 'token-expired': leftMs },
  extendable: null,
  authAgeMs: null,
  sessionAgeMs: null,
  sessionKey: 'k',
  remembered: false,
})
const facts = begin(null, answer(120_000), signInAt, { at: signInAt, offsetMs: 0, activityAt: signInAt }, resolvePolicy())

describe('a proof that the user is there', () => {
  const HOUR = 3_600_000
  const aged = (sessionAgeMs: number | null, authAgeMs: number | null) => ({ ...answer(20 * HOUR), sessionAgeMs, authAgeMs })
  const signedIn = begin(null, aged(0, 0), signInAt, { at: signInAt, offsetMs: 0, activityAt: signInAt }, resolvePolicy())
  const later = renew(signedIn, aged(2 * HOUR, 2 * HOUR), { sentAt: signInAt + 2 * HOUR, at: signInAt + 2 * HOUR }, 'look')
  const sentAt = signInAt + 2.5 * HOUR
  const known = { startedAt: signInAt, proofs: 0, activityAt: signInAt }

  it('IAS-7 begins the life of the session and the time without activity anew', () => {
    expect(renew(later, aged(1000, 60_000), { sentAt, at: sentAt + 500 }, 'look')).toMatchObject({
      startedAt: sentAt - 1000,
      authenticatedAt: sentAt - 60_000,
      proofs: 1,
      activityAt: sentAt - 60_000,
    })
  })

  it('IAS-7 counts from the authentication where the backend tells no age of the session', () => {
    expect(renew(later, aged(null, 60_000), { sentAt, at: sentAt }, 'look')).toMatchObject({
      startedAt: sentAt - 60_000,
      proofs: 1,
    })
  })

  it.each([
    ['the ages only grew', aged(2.5 * HOUR, 2.5 * HOUR), sentAt],
    ['the ages only grew and the clock was put forward', aged(2.1 * HOUR, 2.1 * HOUR), sentAt + 5 * HOUR],
    ['they seem less by what an answer may be under way', aged(1000, 2 * HOUR - 30_000), sentAt],
    ['the session is as old as it was, however young the authentication', aged(2.5 * HOUR, 1000), sentAt],
    ['the session is younger, and nobody was authenticated', aged(1000, 2.5 * HOUR), sentAt],
    ['nothing is told of an authentication', aged(1000, null), sentAt],
    ['the answer is of a question from before the last one', aged(HOUR, HOUR), signInAt + HOUR],
  ])('is none when %s', (_what, told, at) => {
    expect(renew(later, told, { sentAt: at, at }, 'look')).toMatchObject(known)
  })

  it('IAS-7 that was asked for counts however long ago the backend was last asked', () => {
    const first = renew(signedIn, aged(HOUR, HOUR), { sentAt, at: sentAt }, 'look')
    expect(first.proofs).toBe(0)
    expect(renew(signedIn, aged(HOUR, HOUR), { sentAt, at: sentAt }, 'look', true)).toMatchObject({
      startedAt: sentAt - HOUR,
      proofs: 1,
    })
  })

  it('R-57 makes no known session older when it is told over a long way', () => {
    expect(renew(later, aged(1000, 1000), { sentAt, at: sentAt + 20_000 }, 'look').startedAt).toBe(sentAt - 1000)
  })
})

describe('renew', () => {
  it('counts the life of a new token from the instant it was asked for', () => {
    const asked = signInAt + 60_000
    expect(renew(facts, answer(120_000), { sentAt: asked, at: asked }, { minValidityMs: 90_000 }).renewal).toMatchObject({
      revision: 2,
      issuedAt: asked,
      endsAt: { 'token-expired': asked + 120_000 },
      moved: true,
    })
  })

  it('takes the token that was known, told again because it is good for long enough, for no renewal and for no proof that it cannot be renewed', () => {
    const told = renew(facts, answer(60_050), { sentAt: signInAt + 60_000, at: signInAt + 60_000 }, { minValidityMs: 60_000 })
    expect(told.renewal).toMatchObject({
      revision: 1,
      issuedAt: signInAt,
      slackMs: 0,
      endsAt: { 'token-expired': signInAt + 120_000 },
      moved: true,
    })
  })

  it('notes that the end cannot be moved when a token that was asked to last longer does not', () => {
    const capped = renew(facts, answer(30_000), { sentAt: signInAt + 90_000, at: signInAt + 90_000 }, { minValidityMs: 90_000 })
    expect(capped.renewal).toMatchObject({ revision: 2, moved: false })
  })

  it('P-15 a look renews nothing, and one that was sent before the last refresh changes nothing', () => {
    const looked = renew(facts, answer(59_000), { sentAt: signInAt + 60_000, at: signInAt + 60_000 }, 'look')
    expect(looked.renewal).toMatchObject({ revision: 1, issuedAt: signInAt, slackMs: 0, endsAt: { 'token-expired': signInAt + 119_000 } })
    expect(renew(facts, answer(10_000), { sentAt: signInAt - 1, at: signInAt }, 'look').renewal).toBe(facts.renewal)
  })

  it('P-36 a look that finds the token over does not take it for a new one', () => {
    const over = renew(facts, answer(0), { sentAt: signInAt + 600_000, at: signInAt + 600_000 }, 'look')
    expect(over.renewal).toMatchObject({ revision: 1, endsAt: { 'token-expired': signInAt + 120_000 } })
  })

  it('a look that finds a later token learns that somebody has refreshed', () => {
    expect(renew(facts, answer(120_000), { sentAt: signInAt + 60_000, at: signInAt + 60_000 }, 'look').renewal).toMatchObject({
      revision: 2,
      issuedAt: signInAt + 60_000,
    })
  })

  it('R-51 an end that is told over a long way comes no nearer, unless the answer excludes what is known', () => {
    const limited = (leftMs: number, idleMs: number) => ({ ...answer(leftMs), endsInMs: { 'token-expired': leftMs, inactive: idleMs } })
    const known = begin(null, limited(600_000, 600_000), signInAt, { at: signInAt, offsetMs: 0, activityAt: signInAt }, resolvePolicy())
    const sentAt = signInAt + 480_000
    const slow = renew(known, limited(92_000, 92_000), { sentAt, at: sentAt + 28_000 }, 'look')
    expect(slow.renewal?.endsAt).toEqual({ 'token-expired': signInAt + 600_000, inactive: signInAt + 600_000 })
    const shorter = renew(known, limited(60_000, 60_000), { sentAt, at: sentAt + 28_000 }, 'look')
    expect(shorter.renewal?.endsAt).toEqual({ 'token-expired': sentAt + 60_000, inactive: sentAt + 60_000 })
  })

  it('R-51 knows one token by all that was told of it: never later than any answer allows', () => {
    const first = begin(null, answer(119_000), signInAt, { at: signInAt + 2000, offsetMs: 0, activityAt: signInAt }, resolvePolicy())
    const sentAt = signInAt + 60_000
    const closer = renew(first, answer(60_500), { sentAt, at: sentAt + 100 }, 'look')
    expect(closer.renewal).toMatchObject({ revision: 1, slackMs: 100, endsAt: { 'token-expired': signInAt + 120_500 } })
    const farther = renew(closer, answer(49_000), { sentAt: sentAt + 10_000, at: sentAt + 12_000 }, 'look')
    expect(farther.renewal).toMatchObject({ revision: 1, slackMs: 100, endsAt: { 'token-expired': signInAt + 120_500 } })
  })
})
