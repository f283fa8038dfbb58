import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import MuiDialog from '@mui/material/Dialog'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import { Dialog as RadixDialog } from 'radix-ui'
import { type ReactElement, useMemo } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'
import type { OwnModalProps } from './dialog-behaviour/index.ts'

// The open modal dialog of an app, as each library's own documentation writes it.

export function RadixModal({ onClose, children, container }: OwnModalProps): ReactElement {
  return (
    <RadixDialog.Root open onOpenChange={onClose}>
      <RadixDialog.Portal container={container}>
        <RadixDialog.Overlay />
        <RadixDialog.Content aria-describedby={undefined}>{children}</RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

export function BaseUiModal({ onClose, children, container }: OwnModalProps): ReactElement {
  return (
    <BaseDialog.Root open onOpenChange={onClose}>
      <BaseDialog.Portal container={container}>
        <BaseDialog.Backdrop />
        <BaseDialog.Popup>{children}</BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

export function ReactAriaModal({ onClose, children, container }: OwnModalProps): ReactElement {
  return (
    <ModalOverlay isOpen onOpenChange={onClose} {...(container && { UNSTABLE_portalContainer: container })}>
      <Modal>
        <AriaDialog aria-label="own">{children}</AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export function MuiModal({ onClose, children, container }: OwnModalProps): ReactElement {
  const theme = useMemo(
    () => createTheme({ components: { MuiModal: { defaultProps: { container: () => container ?? null } } } }),
    [container],
  )
  return (
    <ThemeProvider theme={theme}>
      <MuiDialog open onClose={onClose}>
        {children}
      </MuiDialog>
    </ThemeProvider>
  )
}
