import { memoryStore } from '../index.ts'
import type { StoreUnderTest } from './store-contract.ts'

/** One memory is one process, so all of them are the same store. */
export const memoryUnderTest: StoreUnderTest = {
  name: 'memory',
  open: async (processes) => {
    let at = 1_900_000_000_000
    const store = memoryStore({ now: () => at })
    return {
      stores: [store, ...Array.from({ length: processes - 1 }, () => store)],
      pass: async (ms) => void (at += ms),
      close: async () => {},
    }
  },
}
