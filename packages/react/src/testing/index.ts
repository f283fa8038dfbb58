export { createFixedSession } from '@stillhere/core/testing'
export type {
  AdvanceToOptions,
  Fault,
  FaultDetails,
  FixedState,
  FixedWarning,
  Moment,
  ServerRequest,
  SignInAnswer,
  Tab,
  TabOptions,
  TestServer,
  World,
  WorldOptions,
} from '@stillhere/core/testing'
export { createWorld } from './world.ts'
