import { describe, expect, test } from 'vitest'
import { tryExplaining } from '../trial/run.ts'

describe('what explainPolicy says', () => {
  // More of them, and others: node packages/policies/trial/main.ts --runs 2000 --seed any
  test('is what the rules foretell without the engine, for policies that were drawn at random', { timeout: 60_000 }, async () => {
    const { failure, runs } = await tryExplaining(40, 1, { horizons: ['90m', '90m', '6h'] })
    expect(failure).toBeNull()
    expect(runs).toBe(40)
  })
})
