export type {
  Backend,
  BackendAnswer,
  BackendCall,
  Deadline,
  Duration,
  EndReason,
  ErrorCode,
  ExtendResult,
  LimitReason,
  RefreshState,
  Session,
  SessionEnd,
  SessionEvents,
  SessionPolicy,
  SessionState,
  User,
  Warning,
} from '@stillhere/core'
export { StillhereError } from '@stillhere/core'
export { cookieBackend, cookieEvents, createBrowserSession, createSessionFetch, stepUpChallenge } from '@stillhere/core/browser'
export type { DraftStorage, SessionDraftOptions, UnsavedWork } from './drafts/session-draft-options.ts'
export { useKeptDrafts } from './drafts/use-kept-drafts.ts'
export { type SessionDraft, type SessionDraftUse, useSessionDraft } from './drafts/use-session-draft.ts'
export { useUnsavedWork } from './drafts/use-unsaved-work.ts'
export type { SessionDialogButtonProps, SessionDialogOptions, SessionDialogView } from './dialog/dialog-view.ts'
export { useSessionDialog } from './dialog/use-session-dialog.ts'
export { type SessionDialogPopupProps, useSessionDialogPopup } from './dialog/use-session-dialog-popup.ts'
export type { MessageParts, SessionDialogFace, SessionMessages } from './messages/messages.ts'
// A star, because only an interface that is exported by one can be augmented from outside.
export * from './register.ts'
export { SessionGate, type SessionGateProps } from './session-gate.tsx'
export { SessionProvider, type SessionProviderProps } from './session-provider.tsx'
export { SignOutButton, type SignOutButtonProps } from './sign-out-button.tsx'
export { useSession, type SessionView } from './use-session.ts'
export { useSessionCountdown } from './use-session-countdown.ts'
export { useSessionCountdownText } from './use-session-countdown-text.ts'
export { useSessionEvent } from './use-session-event.ts'
export { useSessionUser } from './use-session-user.ts'
export { type ActivityHoldOptions, useActivityHold } from './activity/use-activity-hold.ts'
export { useFrameActivity } from './activity/use-frame-activity.ts'
export { type IdleDetectionView, useIdleDetection } from './activity/use-idle-detection.ts'
export { useMediaPlaying } from './activity/use-media-playing.ts'
