export { type DrivenSession, type DriveOptions, driveSession } from './drive-session.ts'
export type { SessionFault } from './intercept-session.ts'
export type { SeenSession } from './look-inside.ts'
export type { DrivenContext, DrivenPage, DrivenRequest, DrivenResponse, DrivenRoute } from './playwright.ts'
