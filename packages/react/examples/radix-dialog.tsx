'use client'
import { type SessionDialogOptions, useSessionCountdownText, useSessionDialog, useSessionDialogPopup } from '@stillhere/react'
import { AlertDialog, VisuallyHidden } from 'radix-ui'
import './timeout-dialog.css'

export function TimeoutDialog(options: SessionDialogOptions) {
  const dialog = useSessionDialog(options)
  const popup = useSessionDialogPopup(dialog)
  return (
    <>
      {dialog.open && (
        <AlertDialog.Root open>
          <AlertDialog.Portal>
            <AlertDialog.Overlay className="timeout-backdrop" />
            <AlertDialog.Content {...popup} className="timeout-dialog">
              <VisuallyHidden.Root {...dialog.announcerProps}>{dialog.announcement}</VisuallyHidden.Root>
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
            </AlertDialog.Content>
          </AlertDialog.Portal>
        </AlertDialog.Root>
      )}
      <VisuallyHidden.Root role="status">{dialog.afterwards}</VisuallyHidden.Root>
    </>
  )
}

/** Seen, not heard; ticks alone. */
const Figure = () => <time aria-hidden="true">{useSessionCountdownText()}</time>
