import type { Duration, SessionEnd, Warning } from '@stillhere/core'
import type { ComponentPropsWithRef, RefObject } from 'react'
import type { SessionDialogFace, SessionMessages } from '../messages/messages.ts'

export interface SessionDialogOptions {
  /** Every word. Default: the provider's, else English. */
  readonly messages?: SessionMessages
  /** When the time left is spoken, before the end. Default 1m, 40s, 20s; assertive from 20s. Entries within 15 s of opening are dropped. */
  readonly announceAt?: readonly Duration[]
  /** `'none'`: the app's own page says what happened. Default `'show'`. */
  readonly signedOutFace?: 'show' | 'none'
}

type ButtonProps = ComponentPropsWithRef<'button'>

interface DialogShared {
  /** Escape, Android back, any close request: the safe action. Extends, puts away what cannot be extended, and leaves a check alone. */
  readonly requestClose: () => void
  readonly dialogProps: ComponentPropsWithRef<'dialog'>
  readonly titleProps: ComponentPropsWithRef<'h2'>
  readonly descriptionProps: ComponentPropsWithRef<'p'>
  /** An element inside the dialog, rendered before its first message. */
  readonly announcerProps: ComponentPropsWithRef<'div'>
  readonly initialFocusRef: RefObject<HTMLElement | null>
  /** What to say in a status region outside the dialog after it closed because the user stayed; else ''. */
  readonly afterwards: string
}

export interface DialogText {
  readonly title: string
  readonly description: string
  readonly stay: string
  readonly signOut: string
  readonly signIn: string
  readonly dismiss: string
  /** Only after a "stay" or a sign-in that failed, and during a check that gets no answer. */
  readonly problem: string | null
}

interface Shown<Face extends SessionDialogFace> extends DialogShared {
  readonly open: true
  readonly face: Face
  readonly text: DialogText
  /** '' until the first announcement. A face that took the place of another one is announced by its description. */
  readonly announcement: string
  /** Twenty seconds or less are left. */
  readonly lastSeconds: boolean
  readonly signOutProps: Face extends 'signed-out' ? null : ButtonProps
  /** Puts the warning away, to save work. */
  readonly dismissProps: Face extends 'time-up' ? ButtonProps : null
}

/** Which actions exist depends on the face: there is no "stay" that could not work. */
export type SessionDialogView =
  | (DialogShared & {
      readonly open: false
      readonly face: null
      readonly text: null
      readonly announcement: ''
      readonly lastSeconds: false
      readonly warning: null
      readonly end: null
      readonly stayProps: null
      readonly signInProps: null
      readonly signOutProps: null
      readonly dismissProps: null
    })
  | (Shown<'refresh-failed' | 'still-here'> & {
      readonly warning: Extract<Warning, { extendable: true }>
      readonly end: null
      readonly stayProps: ButtonProps
      readonly signInProps: null
    })
  | (Shown<'time-up'> & {
      readonly warning: Extract<Warning, { extendable: false }>
      readonly end: null
      readonly stayProps: null
      readonly signInProps: ButtonProps
    })
  | (Shown<'checking'> & {
      readonly warning: null
      readonly end: null
      readonly stayProps: null
      readonly signInProps: null
    })
  | (Shown<'signed-out'> & {
      readonly warning: null
      readonly end: SessionEnd
      readonly stayProps: null
      readonly signInProps: ButtonProps
    })
