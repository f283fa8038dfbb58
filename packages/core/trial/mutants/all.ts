import type { Mutant } from './mutant.ts'
import { REFRESHING } from './refreshing.ts'
import { TABS } from './tabs.ts'
import { TIME } from './time.ts'

/** Every mistake that the trial has to see. */
export const MUTANTS: readonly Mutant[] = [...TABS, ...TIME, ...REFRESHING]
