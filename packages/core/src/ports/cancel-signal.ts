/** The platform's AbortSignal where its type exists, a structural one elsewhere. */
export type CancelSignal = typeof globalThis extends { AbortSignal: { prototype: infer S } } ? S : { readonly aborted: boolean }

/** What can be called off: hand the `signal` to the work, call `cancel` when it is no longer wanted. */
export interface Cancellation {
  readonly signal: CancelSignal
  cancel(): void
}
