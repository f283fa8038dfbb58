import { type ReactElement, useEffect, useRef } from 'react'
import type { OwnModalProps } from './dialog-behaviour/index.ts'

/** The browser's own. It draws itself above everything, wherever it stands. */
export function NativeModal({ onClose, children }: OwnModalProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </dialog>
  )
}
