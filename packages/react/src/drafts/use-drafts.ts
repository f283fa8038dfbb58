'use client'
import { type Provided, useProvided } from '../session-context.ts'
import { createDrafts, type Drafts } from './drafts.ts'

/**
 * The drafts of the nearest provider's session: one for all who ask, made when somebody first does, so that apps without drafts
 * need not load them.
 */
export function useDrafts(): Drafts {
  return draftsOf(useProvided())
}

function draftsOf(provided: Provided): Drafts {
  provided.drafts ??= createDrafts(provided.session, provided.draftOptions)
  return provided.drafts
}
