'use client'
import type { ReactElement } from 'react'
import { useUnsavedWork } from '../drafts/use-unsaved-work.ts'
import { joinClasses } from './join-classes.ts'
import * as SessionDialog from './parts/index.ts'
import { type PartProps, useDialogScope } from './parts/part.tsx'
import type { SessionDialogRootProps } from './parts/root.tsx'

export interface SessionExpiringDialogProps extends SessionDialogRootProps, Omit<PartProps<'dialog'>, 'children' | 'render'> {
  /** When the page has its own visible sign-out (OWASP ASVS 7.4.4 wants one). Default false. */
  readonly hideSignOut?: boolean
  /** What became of unsaved work; shown on the signed-out face. Default: what `useSessionDraft` made of it. */
  readonly unsavedWork?: 'saved' | 'lost' | 'none'
}

/**
 * The whole dialog: it opens before the session ends, lets the user stay where that is possible, and says afterwards what
 * happened. Put it beside the app, outside the gate, and import `@stillhere/react/dialog.css`.
 *
 * Looks are open: CSS variables `--stillhere-*`, the classes `stillhere-dialog*` in `@layer stillhere`, and the states of
 * `SessionDialog.Root`. It is made of the parts of `SessionDialog` and nothing else, so a dialog of your own can do all it does.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * <SessionProvider backend={backend}><App /><SessionExpiringDialog /></SessionProvider>
 */
export function SessionExpiringDialog({ className, hideSignOut = false, unsavedWork, ...root }: SessionExpiringDialogProps): ReactElement {
  return (
    <SessionDialog.Root {...root} className={joinClasses('stillhere-dialog', className)}>
      <SessionDialogSkin hideSignOut={hideSignOut} unsavedWork={unsavedWork} />
    </SessionDialog.Root>
  )
}

type SkinProps = Required<Pick<SessionExpiringDialogProps, 'hideSignOut'>> & {
  readonly unsavedWork: SessionExpiringDialogProps['unsavedWork']
}

/** What stands inside the dialog. */
export function SessionDialogSkin({ hideSignOut, unsavedWork }: SkinProps): ReactElement {
  const { view, messages } = useDialogScope()
  const kept = useUnsavedWork()
  const work = unsavedWork ?? kept
  return (
    <>
      <div className="stillhere-dialog__text">
        <SessionDialog.Title className="stillhere-dialog__title" />
        <SessionDialog.Description className="stillhere-dialog__description" />
        {view.end && work !== 'none' && (
          <p className="stillhere-dialog__description" data-work={work}>
            {messages.unsavedWork[work]}
          </p>
        )}
      </div>
      {view.warning && (
        <div className="stillhere-dialog__countdown">
          <svg className="stillhere-dialog__ring" viewBox="0 0 64 64" focusable="false" aria-hidden="true">
            <circle cx="32" cy="32" r="29" pathLength={100} />
            <circle cx="32" cy="32" r="29" pathLength={100} data-left="" />
          </svg>
          <SessionDialog.Countdown className="stillhere-dialog__figure" />
        </div>
      )}
      <SessionDialog.Problem className="stillhere-dialog__problem" />
      {view.open && (
        <div className="stillhere-dialog__actions">
          <SessionDialog.Stay className="stillhere-dialog__button" data-primary="">
            {/* Both labels take part in the width, so that the button keeps it while busy. */}
            <span>{view.text.stay}</span>
            <span aria-hidden="true">{messages.stay}</span>
            <span aria-hidden="true">{messages.staying}</span>
          </SessionDialog.Stay>
          <SessionDialog.SignIn className="stillhere-dialog__button" data-primary="" />
          <SessionDialog.Dismiss className="stillhere-dialog__button" />
          {!hideSignOut && <SessionDialog.SignOut className="stillhere-dialog__button" data-quiet="" />}
        </div>
      )}
    </>
  )
}
