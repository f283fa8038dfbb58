import type { User } from '@stillhere/core'

/** When stories stand still: a Thursday at 14:33 in UTC. */
export const NOW_AT: number = Date.UTC(2026, 0, 15, 14, 33)

/** Who is signed in in stories. */
export const STORY_USER: User = { sub: 'ada', name: 'Ada Lindqvist' }
