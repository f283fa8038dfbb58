import { type Deadline, StillhereError } from '@stillhere/core'
import { expect, it } from 'vitest'
import { type Standing, layOut } from './axis.ts'

const now = 1_000_000
const MINUTE = 60_000
const quiet: Standing = { refresh: { status: 'idle' }, warning: null }
const token: Deadline = {
  reason: 'token-expired',
  sinceAt: now - MINUTE,
  endsAt: now + 4 * MINUTE,
  extendable: true,
  warnAt: null,
  refreshAt: now + 3 * MINUTE,
  from: 'backend',
}
const lifetime: Deadline = {
  reason: 'max-lifetime',
  sinceAt: now - MINUTE,
  endsAt: now + 479 * MINUTE,
  extendable: false,
  warnAt: now + 477 * MINUTE,
  refreshAt: null,
  from: 'policy',
}

it('marks the first deadline as the one that binds', () => {
  expect(layOut([token, lifetime], now, quiet).lanes.map(({ reason, binding }) => [reason, binding])).toEqual([
    ['token-expired', true],
    ['max-lifetime', false],
  ])
})

it('keeps the lanes in place when another deadline comes to bind', () => {
  const idle: Deadline = {
    reason: 'inactive',
    sinceAt: now,
    endsAt: now + MINUTE,
    extendable: true,
    warnAt: now,
    refreshAt: null,
    from: 'policy',
  }
  expect(layOut([idle, token, lifetime], now, quiet).lanes.map(({ reason, binding }) => [reason, binding])).toEqual([
    ['token-expired', false],
    ['inactive', true],
    ['max-lifetime', false],
  ])
})

it('places events in the order of time, from now to the last end', () => {
  const places = layOut([token, lifetime], now, quiet).lanes.flatMap((lane) => lane.marks.map((mark) => mark.place))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places.at(-1)).toBe(1)
})

it('keeps an event that is past at the left edge', () => {
  const [lane] = layOut([{ ...token, refreshAt: now - MINUTE }], now, quiet).lanes
  expect(lane?.marks[0]).toMatchObject({ kind: 'refresh', inMs: -MINUTE, place: 0 })
})

it('never shows less than five minutes, and no tick beyond the last event', () => {
  const { ticks, lanes } = layOut([{ ...token, endsAt: now + MINUTE / 2, refreshAt: null }], now, quiet)
  expect(lanes[0]?.marks[0]?.place).toBeLessThan(0.3)
  expect(ticks.map(({ label }) => label)).toEqual(['1 min'])
})

it('has an empty line when nobody is signed in', () => {
  expect(layOut([], now, quiet).lanes).toEqual([])
})

it('shows the next try while a refresh is being retried, and none while it is under way', () => {
  const error = new StillhereError('backend-unavailable', 'No answer.')
  const retrying: Standing = {
    ...quiet,
    refresh: { status: 'retrying', attempt: 2, sinceAt: now - 5000, nextAt: now + 5000, validUntilAt: null, error },
  }
  expect(layOut([token], now, retrying).lanes[0]?.marks.map(({ kind, inMs }) => [kind, inMs])).toEqual([
    ['retry', 5000],
    ['end', 4 * MINUTE],
  ])
  const running = layOut([token], now, { ...quiet, refresh: { status: 'running', startedAt: now } }).lanes[0]
  expect(running?.now).toBe('refreshing')
  expect(running?.marks.map(({ kind }) => kind)).toEqual(['end'])
})

it('takes a warning that is open for something that happens now, not for something to come', () => {
  const warned: Deadline = { ...lifetime, warnAt: now - 1000 }
  const warning = { cause: 'max-lifetime', openedAt: now - 1000, endsAt: lifetime.endsAt, extendable: false, extend: null } as const
  const [lane] = layOut([warned], now, { ...quiet, warning }).lanes
  expect(lane?.now).toBe('warning')
  expect(lane?.marks.map(({ kind }) => kind)).toEqual(['end'])
})
