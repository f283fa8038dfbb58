import type { StillhereError } from './errors.ts'

type Failure<Reason extends string> = { readonly ok: false; readonly reason: Reason; readonly error: StillhereError | null }

export type ExtendResult =
  | { readonly ok: true; readonly endsAt: number | null }
  | Failure<'unavailable' | 'rejected' | 'too-late' | 'not-extendable' | 'not-signed-in'>
export type RefreshResult = { readonly ok: true } | Failure<'unavailable' | 'rejected' | 'not-signed-in'>
export type RestoreResult = { readonly ok: true; readonly status: 'signed-in' | 'signed-out' } | Failure<'unavailable'>
export type SignInResult =
  | { readonly ok: true; readonly status: 'signed-in' }
  | Failure<'leaving' | 'cancelled' | 'blocked' | 'unavailable' | 'unsupported'>
export type ReauthenticateResult =
  | { readonly ok: true; readonly authenticatedAt: number }
  | Failure<'leaving' | 'cancelled' | 'blocked' | 'not-fresh' | 'different-user' | 'unavailable' | 'unsupported' | 'not-signed-in'>
/** Signed out here in any case; `ok: false` says that the backend has not confirmed it. */
export type SignOutResult = { readonly ok: true } | Failure<'unavailable' | 'not-signed-in'>
