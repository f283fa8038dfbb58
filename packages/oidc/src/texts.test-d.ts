// A production build has every text that a development build has, for the same values.
import { expectTypeOf } from 'vitest'
import type * as short from './texts-short.ts'
import type * as long from './texts.ts'

expectTypeOf<keyof typeof short>().toEqualTypeOf<keyof typeof long>()
expectTypeOf<typeof short>().toExtend<typeof long>()
