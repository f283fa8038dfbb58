// What the pages use of the packages. By path, because Storybook belongs to none of them.
export type {
  Deadline,
  EndReason,
  LimitReason,
  Session,
  SessionEnd,
  SessionPolicy,
  SessionState,
  User,
  Warning,
} from '../packages/core/src/index.ts'
export { StillhereError } from '../packages/core/src/index.ts'
export { createFixedSession, type FixedState, type Tab, type WorldOptions } from '../packages/core/src/testing/index.ts'
export type { SentRequest } from '../packages/core/src/testing/sent-request.ts'
export { openWorld } from '../packages/core/src/testing/world.ts'
export { type SessionMessages, SessionGate, SessionProvider } from '../packages/react/src/index.ts'
export { SessionDialog, SessionExpiringDialog } from '../packages/react/src/dialog/index.ts'
export { SessionDialogSkin } from '../packages/react/src/dialog/session-expiring-dialog.tsx'
export { durationText } from '../packages/react/src/messages/format.ts'
export { CasePage } from '../packages/react/src/test-support/case-page.tsx'
export { type FaceCase, FACES } from '../packages/react/src/test-support/faces.ts'
export { createSessionDouble, START_AT } from '../packages/react/src/test-support/session-double.ts'
export { STORY_USER } from '../packages/react/src/test-support/story-instant.ts'
export { SessionDevtools, SessionDevtoolsPanel } from '../packages/react/src/devtools/production.ts'
export { ENDS, LIVES } from '../packages/react/src/test-support/lives.ts'
export { type Scene, sceneOf } from '../packages/react/src/test-support/scene.ts'
