import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { signedIn, warningOf } from '../session-double.ts'
import { type DialogSubject, open, region, theDialog } from './subject.tsx'

export function describeAnnouncements(subject: DialogSubject): void {
  test('R-20 R-22 R-23 R-24 P-30 the time left is spoken at one minute, forty and twenty seconds, and no more', () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const own = region()
    const spoken: string[] = []
    const observer = new MutationObserver(() => {})
    observer.observe(own, { childList: true, characterData: true, subtree: true })
    expect(own.textContent).toBe('')
    expect([own.getAttribute('aria-atomic'), own.getAttribute('aria-live')]).toEqual(['true', 'polite'])
    expect(theDialog().getAttribute('aria-live')).toBe('off')

    for (let second = 0; second < 120; second++) {
      act(() => double.advance(1_000))
      if (observer.takeRecords().length > 0) spoken.push(`${120 - second - 1} ${own.getAttribute('aria-live')} ${own.textContent}`)
    }
    expect(spoken).toEqual([
      '60 polite You’ll be signed out in 1 minute.',
      '40 polite You’ll be signed out in 40 seconds.',
      '20 assertive You’ll be signed out in 20 seconds.',
    ])
    expect(region()).toBe(own)
  })

  test('R-22 what would be spoken within 15 s of opening is dropped', () => {
    const { double } = open(subject, signedIn({ warning: warningOf('token-expired', 60_000) }))
    act(() => double.advance(1_000))
    expect(region().textContent).toBe('')
    act(() => double.advance(19_000))
    expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
  })

  test('R-22 the schedule is the app’s to choose', () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }), { announceAt: ['90s'] })
    act(() => double.advance(30_000))
    expect(region().textContent).toBe('You’ll be signed out in 1 minute, 30 seconds.')
    act(() => double.advance(60_000))
    expect(region().textContent).toBe('You’ll be signed out in 1 minute, 30 seconds.')
  })

  test('R-21 R-26 the figure is silent and everything else that is seen is heard', () => {
    open(subject, signedIn({ warning: warningOf('inactive') }))
    const unheard = [...theDialog().querySelectorAll('[aria-hidden]')].filter((element) =>
      element.checkVisibility({ visibilityProperty: true }),
    )
    expect(unheard.map(({ textContent }) => textContent).filter(Boolean)).toEqual(['2:00'])
  })

  test('the region is out of sight', () => {
    open(subject, signedIn({ warning: warningOf('inactive') }))
    const { width, height } = region().getBoundingClientRect()
    expect([width <= 1, height <= 1]).toEqual([true, true])
  })

  test('R-22 R-23 an end that moves by a little takes back nothing that was spoken, and no announcement is lost', () => {
    const warning = warningOf('inactive')
    const { double } = open(subject, signedIn({ warning }))
    act(() => double.advance(85_000))
    expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
    act(() => double.set(signedIn({ warning: { ...warning, endsAt: warning.endsAt - 40 } })))
    expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
    act(() => double.set(signedIn({ warning: { ...warning, endsAt: warning.endsAt + 8_000 } })))
    expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
    act(() => double.advance(23_000))
    expect(region().textContent).toBe('You’ll be signed out in 20 seconds.')
  })
}
