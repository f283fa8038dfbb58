const FIRST_MS = 1000
const LONGEST_MS = 60_000
/** Even the luckiest draw leaves a breath between two requests. */
const SHORTEST_MS = 200

/** Real milliseconds until attempt `failures + 1`: up to 1 s, doubling to 60 s, full jitter. `random` is from 0 to 1. */
export function backoff(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
  return Math.max(SHORTEST_MS, Math.ceil(ceiling * random))
}
