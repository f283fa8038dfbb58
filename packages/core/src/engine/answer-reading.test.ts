import { describe, expect, it } from 'vitest'
import { readAnswer } from './answer-reading.ts'

const live = { status: 'live', userId: 'u1', user: { sub: 'u1' }, endsIn: { 'token-expired': '1h' } }

describe('readAnswer', () => {
  it('reads a live answer into milliseconds', () => {
    expect(readAnswer({ ...live, authAge: '2m', sessionAge: '5m', sessionKey: 'k' })).toEqual({
      status: 'live',
      userId: 'u1',
      user: { sub: 'u1' },
      endsInMs: { 'token-expired': 3_600_000 },
      extendable: null,
      authAgeMs: 120_000,
      sessionAgeMs: 300_000,
      sessionKey: 'k',
      remembered: false,
    })
  })

  it.each([
    ['null', null, /null/],
    ['nothing', undefined, /undefined/],
    ['an unknown status', { status: 'expired' }, /"expired"/],
    ['no user', { ...live, user: null }, /no user/],
    ['nobody by name', { ...live, userId: '' }, /no userId/],
    ['no limits, not even none', { ...live, endsIn: undefined }, /endsIn/],
    ['P-7 seconds as a number', { ...live, endsIn: { 'token-expired': 3600 } }, /token-expired is a number/],
    ['seconds as text without unit', { ...live, endsIn: { 'token-expired': '3600' } }, /"3600"/],
    ['a life that is no number', { ...live, endsIn: { 'token-expired': 'NaNs' } }, /NaNs/],
    ['a negative life', { ...live, endsIn: { 'token-expired': '-5s' } }, /-5s/],
  ])('P-1 takes %s as unavailable and says what is wrong', (_, answer, message) => {
    expect(readAnswer(answer)).toMatchObject({
      status: 'unavailable',
      error: { code: 'backend-answer-invalid', message: expect.stringMatching(message) },
    })
  })
})
