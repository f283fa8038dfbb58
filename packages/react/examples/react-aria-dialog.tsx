'use client'
import {
  type SessionDialogButtonProps,
  type SessionDialogOptions,
  useSessionCountdownText,
  useSessionDialog,
  useSessionDialogPopup,
} from '@stillhere/react'
import type { ReactNode } from 'react'
import { Button, Dialog, Modal, ModalOverlay, VisuallyHidden } from 'react-aria-components'
import './timeout-dialog.css'

export function TimeoutDialog(options: SessionDialogOptions) {
  const dialog = useSessionDialog(options)
  const { 'aria-live': live, ...popup } = useSessionDialogPopup(dialog)
  return (
    <>
      {dialog.open && (
        <ModalOverlay isOpen className="timeout-backdrop">
          <Modal className="timeout-modal">
            <Dialog {...popup} className="timeout-dialog" render={(section) => <section {...section} aria-live={live} />}>
              <VisuallyHidden {...dialog.announcerProps}>{dialog.announcement}</VisuallyHidden>
              <h2 {...dialog.titleProps}>{dialog.text.title}</h2>
              <p {...dialog.descriptionProps}>{dialog.text.description}</p>
              {dialog.warning && <Figure />}
              {dialog.text.problem && <p role="alert">{dialog.text.problem}</p>}
              <div className="timeout-actions">
                {dialog.stayProps && <ActionButton action={dialog.stayProps}>{dialog.text.stay}</ActionButton>}
                {dialog.signInProps && <ActionButton action={dialog.signInProps}>{dialog.text.signIn}</ActionButton>}
                {dialog.dismissProps && <ActionButton action={dialog.dismissProps}>{dialog.text.dismiss}</ActionButton>}
                {dialog.signOutProps && <ActionButton action={dialog.signOutProps}>{dialog.text.signOut}</ActionButton>}
              </div>
            </Dialog>
          </Modal>
        </ModalOverlay>
      )}
      <VisuallyHidden role="status">{dialog.afterwards}</VisuallyHidden>
    </>
  )
}

/** `isPending` would speak on its own when it begins and ends, and `aria-disabled` is no prop of `Button`. */
function ActionButton({ action, children }: { readonly action: SessionDialogButtonProps; readonly children: ReactNode }) {
  const { onClick, ref, ...attributes } = action
  return (
    <Button {...(ref && { ref })} onPress={onClick} render={(button) => <button {...button} {...attributes} />}>
      {children}
    </Button>
  )
}

/** Seen, not heard; ticks alone. */
const Figure = () => <time aria-hidden="true">{useSessionCountdownText()}</time>
