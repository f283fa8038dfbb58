'use client'
import type { ReactElement } from 'react'
import { english } from '../messages/english.ts'
import { CountdownFigure } from './countdown-figure.tsx'
import type { SessionDialogOptions } from './dialog-view.ts'
import { useSessionDialog } from './use-session-dialog.ts'

export interface SessionExpiringDialogProps extends SessionDialogOptions {
  readonly className?: string
  /** When the page has its own visible sign-out (OWASP ASVS 7.4.4 wants one). Default false. */
  readonly hideSignOut?: boolean
  /** What became of unsaved work; shown on the signed-out face. Default: nothing is said. */
  readonly unsavedWork?: 'saved' | 'lost' | 'none'
}

/**
 * The whole dialog: it opens before the session ends, lets the user stay where that is possible, and says afterwards what
 * happened. Put it beside the app, outside the gate, and import `@stillhere/react/dialog.css`.
 *
 * Looks are open: CSS variables `--stillhere-*`, the classes `stillhere-dialog*` in `@layer stillhere`, and the states
 * `data-face`, `data-cause`, `data-extend` (`idle | running | failed`) on the dialog, `data-busy` on its first button,
 * `data-last-seconds` on the countdown.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * <SessionProvider backend={backend}><App /><SessionExpiringDialog /></SessionProvider>
 */
export function SessionExpiringDialog({
  className,
  hideSignOut = false,
  unsavedWork,
  ...options
}: SessionExpiringDialogProps): ReactElement {
  const view = useSessionDialog(options)
  const messages = options.messages ?? english
  const work = unsavedWork === 'saved' || unsavedWork === 'lost' ? messages.unsavedWork[unsavedWork] : null
  const { stayProps, signInProps, signOutProps } = view
  return (
    <>
      <dialog
        {...view.dialogProps}
        className={className ? `stillhere-dialog ${className}` : 'stillhere-dialog'}
        data-face={view.face ?? undefined}
        data-cause={view.warning?.cause ?? view.end?.reason}
        data-extend={view.warning?.extend?.status}
      >
        {view.open && (
          <div className="stillhere-dialog__text">
            <h2 {...view.titleProps} className="stillhere-dialog__title">
              {view.text.title}
            </h2>
            <p {...view.descriptionProps} className="stillhere-dialog__description">
              {view.text.description}
            </p>
            {view.end && work && (
              <p className="stillhere-dialog__description" data-work={unsavedWork}>
                {work}
              </p>
            )}
          </div>
        )}
        {view.warning && <CountdownFigure warning={view.warning} locale={messages.locale} />}
        <div {...view.announcerProps} className="stillhere-dialog__unseen">
          {view.announcement}
        </div>
        {view.open && (
          <>
            {view.text.problem && (
              <p className="stillhere-dialog__problem" role="alert">
                {view.text.problem}
              </p>
            )}
            <div className="stillhere-dialog__actions">
              {stayProps && (
                <button {...stayProps} className="stillhere-dialog__button" data-primary="">
                  <span>{view.text.stay}</span>
                  {/* Both labels take part in the width, so that the button keeps it while busy. */}
                  <span aria-hidden="true">{messages.stay}</span>
                  <span aria-hidden="true">{messages.staying}</span>
                </button>
              )}
              {signInProps && (
                <button {...signInProps} className="stillhere-dialog__button" data-primary="">
                  {view.text.signIn}
                </button>
              )}
              {view.face === 'time-up' && (
                <button type="button" className="stillhere-dialog__button" onClick={view.requestClose}>
                  {messages.dismiss}
                </button>
              )}
              {signOutProps && !hideSignOut && (
                <button {...signOutProps} className="stillhere-dialog__button" data-quiet="">
                  {view.text.signOut}
                </button>
              )}
            </div>
          </>
        )}
      </dialog>
      <div role="status" aria-atomic="true" className="stillhere-dialog__unseen">
        {view.afterwards}
      </div>
    </>
  )
}
