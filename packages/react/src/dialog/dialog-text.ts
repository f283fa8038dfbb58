import { aboutText, clockText, durationText } from '../messages/format.ts'
import type { MessageParts, SessionMessages } from '../messages/messages.ts'
import type { DialogText } from './dialog-view.ts'
import type { Occasion } from './face.ts'
import type { SignInState } from './use-sign-in.ts'

type Open = Exclude<Occasion, { face: null }>

interface Going {
  readonly unseenMs: number
  readonly signIn: SignInState
}

/** The words of an open dialog. Static: nothing in it changes with the clock, because screen readers read it again when it does. */
export function textOf(occasion: Open, { unseenMs, signIn: signingIn }: Going, messages: SessionMessages): DialogText {
  const { faces, stay, staying, signIn, signOut, dismiss } = messages
  const extend = occasion.warning?.extend?.status ?? 'idle'
  return {
    title: faces[occasion.face].title,
    description: descriptionOf(occasion, unseenMs, messages),
    stay: extend === 'running' ? staying : stay,
    signIn: signingIn === 'running' ? staying : signIn,
    signOut,
    dismiss,
    problem: signingIn === 'failed' ? messages.signInFailed : problemOf(occasion, messages),
  }
}

function problemOf(occasion: Open, { stayFailed, status }: SessionMessages): string | null {
  if (occasion.face === 'checking') return occasion.failing ? status.failing({ clock: '' }) : null
  return occasion.warning?.extend?.status === 'failed' ? stayFailed : null
}

/** What is spoken of the time left; '' while nothing is due. */
export function announcementOf({ warning }: Open, spokenMs: number | null, messages: SessionMessages): string {
  if (warning === null || spokenMs === null) return ''
  const { locale, timeLeft } = messages
  return timeLeft({ duration: durationText(spokenMs, messages), clock: clockText(warning.endsAt, locale), leftMs: spokenMs })
}

function descriptionOf({ face, warning, end }: Open, unseenMs: number, messages: SessionMessages): string {
  const { faces, ended } = messages
  if (end) return ended[end.reason](parts(end.limitMs ?? 0, end.endedAt, 0, messages))
  if (!warning) return faces[face].description({ duration: '', clock: '', leftMs: 0 })
  const { openedAt, endsAt } = warning
  return faces[face].description(parts(unseenMs, endsAt, endsAt - openedAt, messages))
}

function parts(lengthMs: number, at: number, leftMs: number, messages: SessionMessages): MessageParts {
  return { duration: lengthMs >= 1000 ? aboutText(lengthMs, messages) : '', clock: clockText(at, messages.locale), leftMs }
}
