export type { AdvanceToOptions, Moment } from './advance-to.ts'
export type { Fault, FaultDetails, RequestKind } from './faults.ts'
export { createFixedSession, type FixedState, type FixedWarning } from './fixed-session.ts'
export type {
  ServerRequest,
  SignInAnswer,
  Tab,
  TabOptions,
  TestServer,
  World,
  WorldMessages,
  WorldOptions,
  WorldStorage,
} from './world-types.ts'
export type { PlatformOptions } from './virtual-machine.ts'
export type { StorageKind } from './virtual-storage.ts'
export { createWorld } from './world.ts'
