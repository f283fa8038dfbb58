import { type Deadline, resolvePolicy, StillhereError } from '@stillhere/core'
import { expect, it } from 'vitest'
import { inShort, scaleWords } from './scale.ts'
import { watchNext as glued } from './watch-next.ts'

const MINUTE = 60_000
const RATE = 30
const { warningLeadMs: LEADS } = resolvePolicy({})
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const watchNext = (...given: Parameters<typeof glued>) => glued(...given).map(plain)
const lost = new StillhereError('backend-unavailable', 'No answer.')
const idle = { status: 'idle' } as const

const token: Deadline = at('token-expired', 60 * MINUTE, { refreshAt: 58 * MINUTE })
const fixed: Deadline = at('max-lifetime', 480 * MINUTE, { warnAt: 478 * MINUTE, extendable: false })

function at(reason: Deadline['reason'], endsAt: number, more: Partial<Deadline> = {}): Deadline {
  return { reason, endsAt, sinceAt: 0, extendable: true, warnAt: null, refreshAt: null, from: 'policy', ...more }
}

it('says that the dialog opens unless a refresh succeeds, in the seconds of whoever looks on', () => {
  const said = watchNext({ now: 40 * MINUTE, deadlines: [token], standing: { refresh: idle, warning: null } }, RATE, LEADS)
  expect(said).toEqual(['In 36 s the token is refreshed, unseen; unless that works the dialog opens in 38 s.'])
})

it('tells of the next try while refreshes fail', () => {
  const refresh = { status: 'retrying', attempt: 1, nextAt: 59 * MINUTE, validUntilAt: null, sinceAt: 0, error: lost } as const
  expect(watchNext({ now: 58 * MINUTE, deadlines: [token], standing: { refresh, warning: null } }, RATE, LEADS)).toEqual([
    'In 2 s the refresh is tried again; unless that works the dialog opens in 2 s.',
  ])
})

it('names the limit beside the token: what the dialog will say, and when it is over', () => {
  const inactive = at('inactive', 60 * MINUTE, { warnAt: 58 * MINUTE })
  const standing = { refresh: idle, warning: null }
  expect(watchNext({ now: 30 * MINUTE, deadlines: [inactive, fixed], standing }, RATE, LEADS)).toEqual([
    'In 56 s the dialog asks whether you are still here, unless you do something in a tab; in 60 s you would be out.',
  ])
  expect(watchNext({ now: 30 * MINUTE, deadlines: [fixed], standing }, RATE, LEADS)).toEqual([
    expect.stringContaining('time is nearly up, whatever you do'),
  ])
  expect(watchNext({ now: 30 * MINUTE, deadlines: [{ ...fixed, warnAt: null }], standing }, RATE, LEADS)).toEqual([
    'In 15 min you are out, without a warning.',
  ])
})

it('tells of token and limit together, and of no dialog where the policy has none for the token', () => {
  const standing = { refresh: idle, warning: null }
  const [ofToken, ofLimit] = watchNext({ now: 40 * MINUTE, deadlines: [token, fixed], standing }, RATE, {
    ...LEADS,
    accessTokenLifetime: null,
  })
  expect(ofToken).toBe('In 36 s the token is refreshed, unseen; unless that works it is over in 40 s.')
  expect(ofLimit).toContain('you would be out')
})

it('says of an open warning how long it stays, and whether that can be moved', () => {
  const warning = { cause: 'inactive', openedAt: 58 * MINUTE, endsAt: 60 * MINUTE, extendable: true, extend: { status: 'idle' } } as const
  const deadlines = [at('inactive', 60 * MINUTE)]
  expect(watchNext({ now: 58 * MINUTE, deadlines, standing: { refresh: idle, warning } }, RATE, LEADS)).toEqual([
    'In 4 s you are out, unless you stay.',
  ])
  const last = { cause: 'max-lifetime', openedAt: 58 * MINUTE, endsAt: 60 * MINUTE, extendable: false, extend: null } as const
  expect(watchNext({ now: 58 * MINUTE, deadlines, standing: { refresh: idle, warning: last } }, RATE, LEADS)).toEqual([
    expect.stringContaining('whatever you do'),
  ])
})

it('asks for a sign-in where nothing is due', () => {
  expect(watchNext({ now: 0, deadlines: [], standing: { refresh: idle, warning: null } }, RATE, LEADS)).toEqual(['Sign in, and it begins.'])
})

it('writes a scale and a wait in the unit that people would use', () => {
  expect([6, 15, 60, 90, 300, 21_600, 100].map(scaleWords).map(plain)).toEqual([
    '1 s here = 6 s',
    '1 s here = 15 s',
    '1 s here = 1 min',
    '1 s here = 1.5 min',
    '1 s here = 5 min',
    '1 s here = 6 h',
    '1 s here = 100 s',
  ])
  expect([-5, 400, 89_600, 150_000, 2_880_000, 86_400_000].map(inShort).map(plain)).toEqual([
    '0 s',
    '0 s',
    '90 s',
    '3 min',
    '48 min',
    '24 h',
  ])
})
