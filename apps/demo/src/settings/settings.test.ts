import { expect, it } from 'vitest'
import { keptQuery, readSettings } from './settings.ts'

it('runs in real time with its own figures when the address says nothing', () => {
  expect(readSettings('')).toEqual({
    rate: 1,
    rates: [1, 30],
    chosen: null,
    sessionName: 'demo',
    sessionUrl: '/session',
    apiUrl: '/api',
    policy: { inactivity: '15m', maxLifetime: '8h' },
    language: 'en',
    events: false,
    devtools: false,
    problems: [],
  })
})

it('hears of ends at the server at once when the address asks for it', () => {
  expect(readSettings('?events=on')).toMatchObject({ events: true, problems: [] })
  expect(readSettings('?events=1')).toMatchObject({ events: false, problems: [expect.stringContaining('Use on or off')] })
  expect(keptQuery('?events=on&x=1')).toBe('?events=on')
  expect(readSettings('?devtools=on')).toMatchObject({ devtools: true, events: false, problems: [] })
})

it('speaks the language that the address names, and English when it names none that it knows', () => {
  expect(readSettings('?language=ar')).toMatchObject({ language: 'ar', problems: [] })
  expect(readSettings('?language=tlh')).toMatchObject({
    language: 'en',
    problems: [
      'language=tlh is not a language. Use en, ar, bg, cs, cy, da, de, el, es, fa, fi, fr, he, hi, hu, it, ja, ko, nl, pl, pt-BR, ro, sv, tr, uk, zh-Hans.',
    ],
  })
  expect(keptQuery('?language=ar&other=1')).toBe('?language=ar')
})

it('keeps the session at thirty times the speed apart from the one in real time', () => {
  const settings = readSettings('?speed=30')
  expect(settings).toMatchObject({ rate: 30, sessionName: 'demo-x30', sessionUrl: '/x30/session', apiUrl: '/x30/api' })
})

it('takes the limits that the address names over its own', () => {
  const { policy, problems } = readSettings(
    '?inactivity=2m&maxLifetime=1h&refreshLead=10s&warningLead=30s&accessTokenLifetime=60s&onTokenExpiry=end',
  )
  expect(problems).toEqual([])
  expect(policy).toEqual({
    inactivity: '2m',
    maxLifetime: '1h',
    refreshLead: '10s',
    warningLead: '30s',
    accessTokenLifetime: '60s',
    onTokenExpiry: 'end',
  })
})

it('leaves out what it cannot read and says so', () => {
  const { policy, problems, rate } = readSettings('?speed=7&inactivity=900&maxLifetime=0m&onTokenExpiry=never')
  expect(rate).toBe(1)
  expect(policy).toEqual({ inactivity: '15m', maxLifetime: '8h' })
  expect(problems).toHaveLength(4)
  expect(problems.join(' ')).toContain('inactivity=900 is not a duration')
})

it('carries only its own parameters from page to page', () => {
  expect(keptQuery('?speed=30&code=abc&state=def&inactivity=2m')).toBe('?speed=30&inactivity=2m')
  expect(keptQuery('?code=abc')).toBe('')
})

it('changes one parameter and keeps the others', () => {
  expect(keptQuery('?speed=30&inactivity=2m', { speed: null })).toBe('?inactivity=2m')
  expect(keptQuery('?inactivity=2m', { speed: '30' })).toBe('?inactivity=2m&speed=30')
})
