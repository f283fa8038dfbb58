import { messages as arabic } from '../packages/react/src/locales/ar.ts'
import { messages as welsh } from '../packages/react/src/locales/cy.ts'
import { messages as german } from '../packages/react/src/locales/de.ts'
import { messages as english } from '../packages/react/src/locales/en.ts'
import { messages as japanese } from '../packages/react/src/locales/ja.ts'
import { messages as polish } from '../packages/react/src/locales/pl.ts'
import type { SessionMessages } from './product.ts'

/** A language that the stories can be seen in. A new one is one line in the list below. */
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
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  { tag: 'de', name: 'Deutsch', dir: 'ltr', messages: german },
  { tag: 'ar', name: 'العربية', dir: 'rtl', messages: arabic },
  { tag: 'pl', name: 'Polski', dir: 'ltr', messages: polish },
  { tag: 'cy', name: 'Cymraeg', dir: 'ltr', messages: welsh },
  { tag: 'ja', name: '日本語', dir: 'ltr', messages: japanese },
]

/** English where the tag is none of ours. */
export function languageOf(tag: unknown): Language {
  return LANGUAGES.find((language) => language.tag === tag) ?? ENGLISH
}
