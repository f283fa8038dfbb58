import type { Duration } from '@stillhere/core'
import fc from 'fast-check'
import { explainPolicy } from '../src/explain-policy.ts'
import { type Drawn, drawn } from './draw.ts'
import { foretell } from './oracle/foretell.ts'
import { disagreement } from './oracle/said.ts'

export interface TrialResult {
  readonly runs: number
  /** What is said otherwise than by the rules, made as small as it can be; null where nothing is. */
  readonly failure: { readonly broken: string; readonly path: string; readonly drawn: Drawn } | null
  /** How often each situation came out how. */
  readonly outcomes: Readonly<Record<string, number>>
}

export interface TrialOptions {
  readonly horizons?: readonly Duration[]
  readonly path?: string
  /** false: as it was drawn. */
  readonly shrink?: boolean
}

/** Explains so many drawn policies, and holds what is said against what is foretold by the rules. */
export async function tryExplaining(runs: number, seed: number, options: TrialOptions = {}): Promise<TrialResult> {
  const { horizons = ['90m', '90m', '6h', '36h'], path, shrink = true } = options
  const outcomes: Record<string, number> = {}
  let failing: { readonly broken: string; readonly drawn: Drawn } | null = null
  const property = fc.asyncProperty(drawn(horizons), async (one) => {
    const { policy, ...circumstances } = one
    const foretold = foretell(policy, circumstances)
    if (failing === null) {
      for (const { situation, reason } of foretold) outcomes[`${situation}: ${reason}`] = (outcomes[`${situation}: ${reason}`] ?? 0) + 1
    }
    const broken = disagreement(await explainPolicy(policy, circumstances), foretold)
    if (broken === null) return
    failing = { broken, drawn: one }
    throw new Error(broken)
  })
  const details = await fc.check(property, { numRuns: runs, seed, endOnFailure: !shrink, ...(path !== undefined && { path }) })
  return { runs: details.numRuns, failure: failureOf(failing, details.counterexamplePath), outcomes }
}

function failureOf(failing: { readonly broken: string; readonly drawn: Drawn } | null, path: string | null): TrialResult['failure'] {
  return failing === null ? null : { ...failing, path: path ?? '' }
}
