import type { StillhereError } from '../engine/errors.ts'

/** Where errors meant for the developer go. Never a token. */
export interface Log {
  error(error: StillhereError): void
}
