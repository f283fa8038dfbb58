export { english } from './english.ts'
export type { TimelineMessages } from './messages.ts'
export { PolicyTimeline, type PolicyTimelineProps } from './policy-timeline.tsx'
