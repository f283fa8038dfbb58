import '@stillhere/policies/timeline.css'
import { PolicyTimeline } from '@stillhere/policies/timeline'
import { demoPolicy, type DemoPolicyName } from 'auth-server/demo-policies'
import type { ReactElement } from 'react'

/** What the policy promises in real time, as the engine plays it, without what the demo changes so that it can be watched. */
export function PolicyExplained({ name }: { readonly name: DemoPolicyName }): ReactElement {
  const { policy, accessTokenLifetime } = demoPolicy(name)
  return <PolicyTimeline policy={policy} headingLevel={4} {...(accessTokenLifetime && { accessTokenLifetime })} />
}
