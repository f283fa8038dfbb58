import type { StillhereError } from './errors.ts'
import type { Facts } from './facts.ts'
import type { ExtendResult, RefreshResult, RestoreResult } from './results.ts'
import type { EndReason } from './words.ts'

/** What the runtime is to do; imperatives as data. */
export type Command =
  | { readonly type: 'restore' }
  | { readonly type: 'peek' }
  /** `from` is what the refresh starts from: whoever moved past it has done it already. A failure since `wishedAt` will do as an answer. */
  | {
      readonly type: 'refresh'
      readonly presence: boolean
      readonly minValidityMs: number
      readonly from: Facts
      readonly wishedAt: number
    }
  | { readonly type: 'read-facts' }
  /** Tell the other tabs, and keep a copy for those to come. */
  | { readonly type: 'share'; readonly facts: Facts }
  /** The backend is told that the session is over: by the tab that was first to end it, or by this one in any case (`anyway`). */
  | { readonly type: 'tell-backend'; readonly reason: EndReason; readonly facts: Facts; readonly anyway: boolean }
  | { readonly type: 'answer-extend'; readonly result: ExtendResult }
  | { readonly type: 'answer-refresh'; readonly result: RefreshResult }
  | { readonly type: 'answer-restore'; readonly result: RestoreResult }
  | { readonly type: 'announce-sign-in'; readonly sameUser: boolean | null }
  /** `log`: the developer's console hears of it as well. */
  | { readonly type: 'report-problem'; readonly error: StillhereError; readonly log: boolean }
