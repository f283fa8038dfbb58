import { virtual } from '@guidepup/virtual-screen-reader'
import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { messages as ar } from '../../locales/ar.ts'
import { clockText, durationText } from '../../messages/format.ts'
import { nextFrame, nextTask } from '../open-dialog.tsx'
import { ended, type SessionDouble, signedIn, START_AT, warningOf } from '../session-double.ts'
import { type DialogSubject, open, theDialog } from './subject.tsx'

export function describeSpeech(subject: DialogSubject): void {
  test('R-20 R-22 R-24 R-26 a screen reader hears the dialog, three times how long is left, and the end; nothing else in two minutes', async () => {
    const { double } = open(subject, signedIn())
    const heard = await listen(async () => {
      await liveThroughWarning(double)
      act(() => double.set(ended()))
      await nextFrame()
    })
    const clock = clockText(START_AT + 120_000, 'en')
    expect(heard).toEqual([
      `alertdialog, Are you still here?, We haven’t seen you for a while. For your security, you’ll be signed out at ${clock} unless you stay.`,
      ...(subject.native ? ['heading, Are you still here?, level 2'] : []),
      'button, Stay signed in',
      'polite: You’ll be signed out in 1 minute.',
      'polite: You’ll be signed out in 40 seconds.',
      'assertive: You’ll be signed out in 20 seconds.',
      'heading, You’ve been signed out, level 2',
      'polite: We hadn’t seen you for 15 minutes. You were signed out for your security.',
    ])
  })

  test('R-20 R-22 R-38 in Arabic it hears the same schedule, in Arabic and nothing else', async () => {
    const { double } = open(subject, signedIn(), { words: ar })
    const heard = await listen(() => liveThroughWarning(double))
    const left = (leftMs: number) => ar.timeLeft({ duration: durationText(leftMs, ar), clock: '', leftMs })
    expect(heard.slice(1)).toEqual([
      ...(subject.native ? [`heading, ${ar.faces['still-here'].title}, level 2`] : []),
      `button, ${ar.stay}`,
      `polite: ${left(60_000)}`,
      `polite: ${left(40_000)}`,
      `assertive: ${left(20_000)}`,
    ])
    expect(theDialog().lang).toBe('ar')
  })

  test('R-27 it hears that the user stayed', async () => {
    const warning = warningOf('inactive')
    const { double } = open(subject, signedIn({ warning }))
    const heard = await listen(async () => {
      act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))
      await nextFrame()
      act(() => double.set(signedIn()))
      await nextFrame()
    })
    expect(heard.filter((phrase) => /^(polite|assertive)/.test(phrase))).toEqual(['polite: You are still signed in.'])
  })
}

/** What a screen reader says of what happens meanwhile. */
async function listen(happening: () => Promise<void>): Promise<readonly string[]> {
  try {
    await virtual.start({ container: document.body })
    await virtual.clearSpokenPhraseLog()
    await happening()
    return await spoken()
  } finally {
    await virtual.stop()
  }
}

/** The warning opens, and all but its last second goes by. */
async function liveThroughWarning(double: SessionDouble): Promise<void> {
  act(() => double.set(signedIn({ warning: warningOf('inactive') })))
  await nextFrame()
  for (let second = 0; second < 119; second++) {
    act(() => double.advance(1_000))
    await nextTask()
  }
}

/**
 * What was spoken, without pauses. Two changes of one region in one frame are spoken as one. "modal" is heard of libraries that
 * set `aria-modal` beside hiding the rest.
 */
async function spoken(): Promise<readonly string[]> {
  const log = (await virtual.spokenPhraseLog()).map((phrase) => phrase.replace(/, modal$/, ''))
  return log.filter((phrase, index) => !/^(polite|assertive): $/.test(phrase) && phrase !== log[index - 1])
}
