import type { OpenWorld } from '../src/testing/world.ts'
import type { Ledger } from './oracle/ledger.ts'
import type { User } from './oracle/watched-tab.ts'

/** Whoever asks without end is stopped before hours of it have been played. */
const MOST_REQUESTS = 5000
const SLICE_MS = 30_000

/** Lets time pass, and looks now and then whether anybody spins. */
export async function advanceInSlices({ world }: OpenWorld<User>, ledger: Ledger, milliseconds: number): Promise<void> {
  let left = Math.max(0, milliseconds)
  do {
    const slice = Math.min(left, SLICE_MS)
    await world.advance(`${slice}ms`)
    left -= slice
    if (ledger.requests.length > MOST_REQUESTS) throw new Error(`${ledger.requests.length} requests were sent.`)
  } while (left > 0)
}
