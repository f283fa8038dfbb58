export type { Counts } from './counts.ts'
export type { Amount, Faults, FaultSettings } from './faults.ts'
export type { DemoSession } from './demo-session.ts'
export { type AuthServer, type AuthServerOptions, startAuthServer } from './start.ts'
