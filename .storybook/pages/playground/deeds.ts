/** Something that somebody or something does to the session from outside. A life is nothing but these and time. */
export type Deed =
  | { readonly type: 'activity' | 'stay' | 'sign-out' | 'sign-in' | 'close-tab'; readonly tab: number }
  | { readonly type: 'open-tab' | 'fail' | 'offline' | 'heal' | 'reject' | 'revoke' }
  | { readonly type: 'sleep'; readonly ms: number }

/** When it was done, counted from the beginning of the life. */
export interface TapedDeed {
  readonly atMs: number
  readonly deed: Deed
}

/** How long the deed itself takes. */
export function lengthMs(deed: Deed): number {
  return deed.type === 'sleep' ? deed.ms : 0
}
