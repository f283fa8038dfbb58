import type { ReactElement } from 'react'
import type { SessionDevtoolsPanelProps, SessionDevtoolsProps } from './frame/options.ts'

export type { SessionDevtoolsPanelProps, SessionDevtoolsProps } from './frame/options.ts'
export type { PolicyCheck, PolicyFinding } from './story/policy-rows.ts'

/* What `@stillhere/react/devtools` is in production builds. Whoever wants the panel there takes `@stillhere/react/devtools/production`. */

export function SessionDevtools(_props: SessionDevtoolsProps): null {
  return null
}

export function SessionDevtoolsPanel(_props: SessionDevtoolsPanelProps): ReactElement | null {
  return null
}
