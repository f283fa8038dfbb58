import { describe } from 'vitest'
import { describeAnnouncements } from './announcements.tsx'
import { describeCheck } from './check.tsx'
import { describeEnd } from './end.tsx'
import { describeFocus } from './focus.tsx'
import { describeKeyboard } from './keyboard.tsx'
import { describePessimism } from './pessimism.tsx'
import { describeSpeech } from './speech.tsx'
import { describeStacking } from './stacking.tsx'
import type { DialogSubject } from './subject.tsx'

export type { DialogSubject, OwnModalProps } from './subject.tsx'

/** What everybody can rely on, whoever draws the dialog. */
export function describeDialogBehaviour(subject: DialogSubject): void {
  describe('keyboard', () => {
    describeKeyboard(subject)
  })
  describe('focus', () => {
    describeFocus(subject)
  })
  describe('pessimism', () => {
    describePessimism(subject)
  })
  describe('check', () => {
    describeCheck(subject)
  })
  describe('end', () => {
    describeEnd(subject)
  })
  describe('announcements', () => {
    describeAnnouncements(subject)
  })
  describe('speech', () => {
    describeSpeech(subject)
  })
  describe('stacking', () => {
    describeStacking(subject)
  })
}
