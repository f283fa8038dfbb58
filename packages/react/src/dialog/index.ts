export * as SessionDialog from './parts/index.ts'
export type { DialogPart, DialogPartState, PartProps } from './parts/part.tsx'
export type { SessionDialogRootProps } from './parts/root.tsx'
export { SessionExpiringDialog, type SessionExpiringDialogProps } from './session-expiring-dialog.tsx'
