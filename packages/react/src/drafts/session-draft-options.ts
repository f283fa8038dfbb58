import type { Duration } from '@stillhere/core'

/** How drafts are kept: `<SessionProvider drafts={…}>`. Read once. Nothing of it is needed. */
export interface SessionDraftOptions {
  /**
   * Asks your server for a secret of whoever is signed in, at least 16 random bytes as text, the same at every sign-in of this user and
   * nobody else's: for example HMAC-SHA-256 of the user id under a key of the server. Drafts are then sealed with it, and what stays in the
   * tab after an end can be opened by nobody whom the server does not take for this user. null, or a rejection: not to be had now; it is
   * asked for again. Default: the seal is made of the backend's user id, which keeps out everybody who does not know that id.
   */
  readonly sealingKey?: () => string | null | Promise<string | null>
  /** How long a draft waits for its user, counted from the end. Default `'3d'`, which a weekend fits into. */
  readonly maxAge?: Duration
  /** What a sign-out by the user's own hand does to the drafts of this tab; those of other tabs are kept. Default `'forget'`. */
  readonly afterSignOut?: 'forget' | 'keep'
  /** Where the sealed texts stand. Has to be the tab's own and to outlive a reload. Default: `sessionStorage`. */
  readonly storage?: DraftStorage
}

/** The part of the Web Storage interface that drafts use. */
export type DraftStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

/** What became of unsaved work at the last end. */
export type UnsavedWork = 'saved' | 'lost' | 'none'
