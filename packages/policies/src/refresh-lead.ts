const LONGEST_DEFAULT_MS = 120_000

/** How long before token expiry the refresh starts where the policy does not say: a fifth of the token's life, two minutes at most. */
export function defaultRefreshLead(tokenMs: number): number {
  return Math.min(tokenMs / 5, LONGEST_DEFAULT_MS)
}
