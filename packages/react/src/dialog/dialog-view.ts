import type { Duration, SessionEnd, Warning } from '@stillhere/core'
import type { ComponentPropsWithRef, RefCallback, RefObject } from 'react'
import type { SessionDialogFace, SessionMessages } from '../messages/messages.ts'

export interface SessionDialogOptions {
  /** Every word. Default: the provider's, else English. */
  readonly messages?: SessionMessages
  /** When the time left is spoken, before the end. Default 1m, 40s, 20s; assertive from 20s. Entries within 15 s of opening are dropped. */
  readonly announceAt?: readonly Duration[]
  /** `'none'`: the app's own page says what happened. Default `'show'`. */
  readonly signedOutFace?: 'show' | 'none'
}

/**
 * For the button of a design system as well as for `<button>`: all that is set, and no more, because a component that takes the
 * whole of HTML's attributes but for one of its own (`color`, `type`, `onKeyDown`) refuses them in the whole.
 */
export interface SessionDialogButtonProps {
  readonly type: 'button'
  readonly onClick: () => void
  /** Where the focus goes when the dialog opens, on the button that has it. */
  readonly ref?: RefCallback<HTMLElement>
  /** While the backend has not answered. Still focusable: a button that is switched off would lose the focus. */
  readonly 'aria-disabled'?: true
  readonly 'data-busy'?: ''
}

type ButtonProps = SessionDialogButtonProps

interface TitleProps {
  readonly id: string
  readonly tabIndex: number
  /** Where no button has the focus, the heading has. */
  readonly ref?: RefCallback<HTMLElement>
}

interface AnnouncerProps {
  readonly role: 'status'
  readonly 'aria-live': 'polite' | 'assertive'
  readonly 'aria-atomic': true
}

interface DialogShared {
  /** Escape, Android back, any close request: the safe action. Extends, puts away what cannot be extended, and leaves a check alone. */
  readonly requestClose: () => void
  /** For the browser's own `<dialog>`. For a library's: `useSessionDialogPopup`. */
  readonly dialogProps: ComponentPropsWithRef<'dialog'> & { readonly lang: string }
  readonly titleProps: TitleProps
  readonly descriptionProps: { readonly id: string }
  /** An element inside the dialog, rendered before its first message. */
  readonly announcerProps: AnnouncerProps
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
