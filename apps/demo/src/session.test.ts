import { DEMO_POLICY_NAMES, demoPolicy } from 'auth-server/demo-policies'
import { expect, it } from 'vitest'
import { createDemoSession } from './session.ts'
import { choosePolicy } from './settings/chosen-policy.ts'
import { readSettings } from './settings/settings.ts'

it('runs a clock whose instants a date can tell, at every speed of every policy', () => {
  for (const name of DEMO_POLICY_NAMES) {
    for (const rate of demoPolicy(name).rates) {
      const session = createDemoSession(readSettings(`?policy=${name}&speed=${rate}`, choosePolicy))
      expect(`${name} ×${rate}: ${new Date(session.now()).getTime()}`).not.toContain('NaN')
    }
  }
})
