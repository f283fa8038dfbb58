import { SessionDevtools as Devtools } from './frame/session-devtools.tsx'
import { SessionDevtoolsPanel as DevtoolsPanel } from './frame/session-devtools-panel.tsx'
import * as nothing from './nothing.ts'

export type { SessionDevtoolsPanelProps, SessionDevtoolsProps } from './frame/options.ts'
export type { PolicyCheck, PolicyFinding } from './story/policy-rows.ts'

declare const process: { readonly env: { readonly NODE_ENV?: string } }

/*
 * The condition `production` leads to `nothing.ts` already; this is for bundlers that set no conditions. Written out both times, because
 * it has to fold while bundling.
 */
export const SessionDevtools: typeof Devtools = process.env.NODE_ENV === 'production' ? nothing.SessionDevtools : Devtools
export const SessionDevtoolsPanel: typeof DevtoolsPanel =
  process.env.NODE_ENV === 'production' ? nothing.SessionDevtoolsPanel : DevtoolsPanel
