export { type ActivityHold, createActivityHold, type HoldingSession } from './activity-hold.ts'
export { attachCrossOriginFrame, reportActivityToParent } from './cross-origin-frame.ts'
export type { MachineSession } from './follow-machine.ts'
export { attachFrame, type FedSession } from './frame.ts'
export {
  createIdleDetection,
  type IdleDetection,
  type IdleDetectionOptions,
  type IdleDetectionResult,
  type IdleDetectionState,
} from './idle-detection.ts'
export { attachMedia, type MediaOptions, watchPlayback } from './media.ts'
