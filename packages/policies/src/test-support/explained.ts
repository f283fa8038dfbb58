import type { Explanation } from '../explain-policy.ts'
import type { ExampleName } from './examples.ts'

// Written by examples.test.ts with what `explainPolicy` says: to play a month takes seconds, and a story is to be there at once.
const FILES: Readonly<Record<string, readonly Explanation[]>> = import.meta.glob('./explained/*.json', { eager: true, import: 'default' })

/** What `explainPolicy` says of an example. */
export function explainedOf(example: ExampleName): readonly Explanation[] {
  const explanations = FILES[`./explained/${example}.json`]
  if (explanations === undefined) throw new Error(`Nobody has explained ${example}.`)
  return explanations
}
