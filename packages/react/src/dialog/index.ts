export { SessionExpiringDialog, type SessionExpiringDialogProps } from './session-expiring-dialog.tsx'
