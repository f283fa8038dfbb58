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
export { SessionExpiringDialog } from '../packages/react/src/dialog/index.ts'
export { durationText } from '../packages/react/src/messages/format.ts'
export { CasePage } from '../packages/react/src/test-support/case-page.tsx'
