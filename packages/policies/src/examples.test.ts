import { describe, expect, test } from 'vitest'
import { explainPolicy } from './explain-policy.ts'
import { type Example, EXAMPLES } from './test-support/examples.ts'

describe('what the stories of the timeline show', () => {
  // `vitest -u` writes it anew.
  test.each(Object.entries<Example>(EXAMPLES))('of %s is what explainPolicy says', { timeout: 240_000 }, async (name, example) => {
    const { policy, ...options } = example
    const said = await explainPolicy(policy, options)
    await expect(`${JSON.stringify(said, null, 2)}\n`).toMatchFileSnapshot(`./test-support/explained/${name}.json`)
  })
})
