import type { EndReason } from '@stillhere/core'

/** What the dialog can be about; `checking` is also what the gate's cover says. */
export type SessionDialogFace = 'refresh-failed' | 'still-here' | 'time-up' | 'checking' | 'signed-out'

/** What a message is made of. Words are put around the parts, never glued to a number. */
export interface MessageParts {
  /**
   * A length in words, "2 minutes", or '' when it is not known. In `timeLeft` the time left, on the face `still-here` how
   * long nobody was seen, in `ended` the limit that ran out.
   */
  readonly duration: string
  /** The time of day of the end, "14:35"; '' on the face `checking`, which knows of none. */
  readonly clock: string
  /** Milliseconds left; 0 when nothing runs out. */
  readonly leftMs: number
}

/** What `<SessionStatus>` can say. `warning`: an end is near whose dialog has been put away. */
export type SessionStanding = 'restoring' | 'fine' | 'refreshing' | 'failing' | 'offline' | 'checking' | 'warning' | 'signed-out'

/** What a sentence about a limit is made of. */
export interface LimitParts {
  /** How long the limit is: "15 minutes". */
  readonly duration: string
  /** How long before the end somebody is told: "2 minutes"; '' where nobody is. */
  readonly lead: string
}

export type DurationUnit = 'days' | 'hours' | 'minutes' | 'seconds'

/** Every word that end users read, complete by type. */
export interface SessionMessages {
  /** BCP 47, for numbers, durations and times of day. */
  readonly locale: string
  /** A number of units, "2 funud", for a language that browsers lack: Chromium knows no Welsh. Default: `Intl` says it. */
  readonly units?: (count: number, unit: DurationUnit) => string
  readonly stay: string
  /** On the button while the backend has not answered. */
  readonly staying: string
  readonly signOut: string
  readonly signIn: string
  /** Puts away a warning that cannot be extended, so that work can be saved. */
  readonly dismiss: string
  readonly stayFailed: string
  /** A sign-in that could not begin: a pop-up that was blocked, a server that does not answer. */
  readonly signInFailed: string
  readonly stillSignedIn: string
  readonly faces: Readonly<Record<SessionDialogFace, { readonly title: string; readonly description: (parts: MessageParts) => string }>>
  readonly ended: Readonly<Record<EndReason, (parts: MessageParts) => string>>
  /** What became of unsaved work. */
  readonly unsavedWork: Readonly<Record<'saved' | 'lost', string>>
  /** The quiet line. `clock` is until when they stay signed in at least, '' where that is not known. */
  readonly status: Readonly<Record<SessionStanding, (parts: Pick<MessageParts, 'clock'>) => string>>
  /** The limits, told before work starts (WCAG 2.2.6): one sentence each. */
  readonly limits: {
    /** Without a sign of life for so long the user is signed out. */
    readonly inactivity: (parts: LimitParts) => string
    /** One sign-in lasts so long, whatever happens. */
    readonly maxLifetime: (parts: LimitParts) => string
    /** What becomes of unsaved work when that happens. */
    readonly unsavedWork: Readonly<Record<'saved' | 'lost', string>>
  }
  /** Spoken on the schedule of announcements. */
  readonly timeLeft: (parts: MessageParts) => string
}
