import type { SessionMessages } from '@stillhere/react'

/** What the dialog and the lines around it can be read in, by their own names. The demo's few words are English. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  pl: 'Polski',
  cy: 'Cymraeg',
  ar: 'العربية',
  ja: '日本語',
} as const
export type Language = keyof typeof LANGUAGES

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

const MODULES: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly messages: SessionMessages }>>> = {
  de: () => import('@stillhere/react/locales/de'),
  pl: () => import('@stillhere/react/locales/pl'),
  cy: () => import('@stillhere/react/locales/cy'),
  ar: () => import('@stillhere/react/locales/ar'),
  ja: () => import('@stillhere/react/locales/ja'),
}

/** The words of a language, fetched when they are asked for; undefined for English, which is there without, and when they cannot be had. */
export async function fetchMessages(language: Language): Promise<SessionMessages | undefined> {
  if (language === 'en') return undefined
  return MODULES[language]().then(
    ({ messages }) => messages,
    () => undefined,
  )
}
