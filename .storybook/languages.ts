import { LANGUAGES as MESSAGES, RIGHT_TO_LEFT } from '../packages/react/src/test-support/languages.ts'
import type { SessionMessages } from './product.ts'

/** A language that the stories can be seen in. */
export interface Language {
  /** BCP 47. */
  readonly tag: string
  /** As its speakers call it. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  readonly messages: SessionMessages
}

const ENGLISH: Language = { tag: 'en', name: 'English', dir: 'ltr', messages: MESSAGES.en }

/** In the order of the toolbar: English, then by tag. */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  ...Object.entries(MESSAGES)
    .filter(([tag]) => tag !== 'en')
    .map(([tag, messages]): Language => ({ tag, name: ownName(tag), dir: RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr', messages })),
]

/** English where the tag is none of ours. */
export function languageOf(tag: unknown): Language {
  return LANGUAGES.find((language) => language.tag === tag) ?? ENGLISH
}

/** With a capital, as it stands in a list. Chromium has no word for Welsh and would say it in English. */
function ownName(tag: string): string {
  if (tag === 'cy') return 'Cymraeg'
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
