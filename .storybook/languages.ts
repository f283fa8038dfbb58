import type { SessionMessages } from './product.ts'
import { messages as english } from '../packages/react/src/locales/en.ts'

/** A language that the stories can be seen in. A new one is one line here. */
export interface Language {
  /** BCP 47. */
  readonly tag: string
  /** As its speakers call it. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  readonly messages: SessionMessages
}

const ENGLISH: Language = { tag: 'en', name: 'English', dir: 'ltr', messages: english }

/** In the order of the toolbar. */
export const LANGUAGES: readonly Language[] = [ENGLISH]

/** English where the tag is none of ours. */
export function languageOf(tag: unknown): Language {
  return LANGUAGES.find((language) => language.tag === tag) ?? ENGLISH
}
