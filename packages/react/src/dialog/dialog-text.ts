import { aboutText, clockText, durationText } from '../messages/format.ts'
import type { MessageParts, SessionMessages } from '../messages/messages.ts'
import type { DialogText } from './dialog-view.ts'
import type { Occasion } from './face.ts'

type Open = Exclude<Occasion, { face: null }>

/** The words of an open dialog. Static: nothing in it changes with the clock, because screen readers read it again when it does. */
export function textOf(occasion: Open, unseenMs: number, messages: SessionMessages): DialogText {
  const { faces, stay, staying, stayFailed, signIn, signOut, dismiss } = messages
  const extend = occasion.warning?.extend?.status ?? 'idle'
  return {
    title: faces[occasion.face].title,
    description: descriptionOf(occasion, unseenMs, messages),
    stay: extend === 'running' ? staying : stay,
    signIn,
    signOut,
    dismiss,
    problem: extend === 'failed' ? stayFailed : null,
  }
}

/** What is spoken of the time left; '' while nothing is due. */
export function announcementOf({ warning }: Open, spokenMs: number | null, { locale, timeLeft }: SessionMessages): string {
  if (warning === null || spokenMs === null) return ''
  return timeLeft({ duration: durationText(spokenMs, locale), clock: clockText(warning.endsAt, locale), leftMs: spokenMs })
}

function descriptionOf({ face, warning, end }: Open, unseenMs: number, { locale, faces, ended }: SessionMessages): string {
  if (end) return ended[end.reason](parts(end.limitMs ?? 0, end.endedAt, 0, locale))
  if (!warning) return faces[face].description({ duration: '', clock: '', leftMs: 0 })
  const { openedAt, endsAt } = warning
  return faces[face].description(parts(unseenMs, endsAt, endsAt - openedAt, locale))
}

function parts(lengthMs: number, at: number, leftMs: number, locale: string): MessageParts {
  return { duration: lengthMs >= 1000 ? aboutText(lengthMs, locale) : '', clock: clockText(at, locale), leftMs }
}
