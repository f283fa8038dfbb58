export { inspectionOf } from './inspection-of.ts'
export type { Inspectable, Inspection, InspectionTools, Standing, Step, StepEvent, ToolsState } from './types.ts'
