import type { Random } from '../ports/random.ts'

/** `Math.random`: spreads retries; nothing secret depends on it. */
export function browserRandom(): Random {
  return () => Math.random()
}
