export type { Fault, FaultDetails } from './faults.ts'
export { createFixedSession, type FixedState } from './fixed-session.ts'
export type { Tab, TestServer, World, WorldOptions } from './world-types.ts'
export { createWorld } from './world.ts'
