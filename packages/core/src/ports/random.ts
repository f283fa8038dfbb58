/** A number from 0 (inclusive) to 1 (exclusive). Spreads retries; nothing secret depends on it. */
export type Random = () => number
