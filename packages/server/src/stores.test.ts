import { memoryUnderTest } from './test-support/memory-under-test.ts'
import { storeContract } from './test-support/store-contract.ts'

for (const store of [memoryUnderTest]) storeContract(store)
