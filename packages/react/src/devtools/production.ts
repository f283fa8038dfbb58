export type { SessionDevtoolsPanelProps, SessionDevtoolsProps } from './frame/options.ts'
export { SessionDevtools } from './frame/session-devtools.tsx'
export { SessionDevtoolsPanel } from './frame/session-devtools-panel.tsx'
export type { PolicyCheck, PolicyFinding } from './story/policy-rows.ts'
