'use client'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type SessionDialogOptions, useSessionCountdownText, useSessionDialog, useSessionDialogPopup } from '@stillhere/react'
import './timeout-dialog.css'

export function TimeoutDialog(options: SessionDialogOptions) {
  const dialog = useSessionDialog(options)
  const popup = useSessionDialogPopup(dialog)
  return (
    <>
      {dialog.open && (
        <AlertDialog.Root open>
          <AlertDialog.Portal>
            <AlertDialog.Backdrop className="timeout-backdrop" />
            <AlertDialog.Popup {...popup} className="timeout-dialog" initialFocus={dialog.initialFocusRef}>
              <div {...dialog.announcerProps} className="timeout-unseen">
                {dialog.announcement}
              </div>
              <h2 {...dialog.titleProps}>{dialog.text.title}</h2>
              <p {...dialog.descriptionProps}>{dialog.text.description}</p>
              {dialog.warning && <Figure />}
              {dialog.text.problem && <p role="alert">{dialog.text.problem}</p>}
              <div className="timeout-actions">
                {dialog.stayProps && <button {...dialog.stayProps}>{dialog.text.stay}</button>}
                {dialog.signInProps && <button {...dialog.signInProps}>{dialog.text.signIn}</button>}
                {dialog.dismissProps && <button {...dialog.dismissProps}>{dialog.text.dismiss}</button>}
                {dialog.signOutProps && <button {...dialog.signOutProps}>{dialog.text.signOut}</button>}
              </div>
            </AlertDialog.Popup>
          </AlertDialog.Portal>
        </AlertDialog.Root>
      )}
      <div role="status" className="timeout-unseen">
        {dialog.afterwards}
      </div>
    </>
  )
}

/** Seen, not heard; ticks alone. */
const Figure = () => <time aria-hidden="true">{useSessionCountdownText()}</time>
