import type { Session } from '@stillhere/core'
import type { PolicyCheck } from '../story/policy-rows.ts'

/** What both faces of the devtools take. */
export interface SessionDevtoolsPanelProps {
  /** Default: the session of the provider around. */
  readonly session?: Session<unknown>
  /** `checkPolicy` of `@stillhere/policies`: what it finds stands beside the policy. Default: no findings are shown. */
  readonly check?: PolicyCheck
  /** Default `'system'`: as the page says by `color-scheme`, else as the developer's system has it. */
  readonly theme?: 'light' | 'dark' | 'system'
}

export interface SessionDevtoolsProps extends SessionDevtoolsPanelProps {
  /** Where the button stands; `start` and `end` follow the page's direction. The panel opens at the same edge. Default `'bottom-end'`. */
  readonly corner?: 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start'
  /** Open when the page is visited for the first time; afterwards the browser remembers. Default false. */
  readonly initiallyOpen?: boolean
}
