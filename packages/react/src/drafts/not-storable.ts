import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'

/** Why a draft cannot be kept. `detail` is where in it, or how long it is. */
export interface NotStorable {
  readonly what: 'read-threw' | 'not-plain' | 'too-long' | 'no-room' | 'no-storage' | 'no-key' | 'no-crypto'
  readonly detail?: string
}

/** One error in the console, because nothing in the app can handle it. It never holds the text. */
export function reportNotStorable(key: string, { what, detail = '' }: NotStorable, cause: unknown): void {
  console.error(new StillhereError('draft-not-storable', texts.draftNotStorable(key, what, detail), cause === undefined ? {} : { cause }))
}
