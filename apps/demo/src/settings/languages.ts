import type { SessionMessages } from '@stillhere/react'

/** English comes along; each of these is a file of its own, fetched when it is asked for. */
const MODULES = {
  ar: () => import('@stillhere/react/locales/ar'),
  bg: () => import('@stillhere/react/locales/bg'),
  cs: () => import('@stillhere/react/locales/cs'),
  cy: () => import('@stillhere/react/locales/cy'),
  da: () => import('@stillhere/react/locales/da'),
  de: () => import('@stillhere/react/locales/de'),
  el: () => import('@stillhere/react/locales/el'),
  es: () => import('@stillhere/react/locales/es'),
  fa: () => import('@stillhere/react/locales/fa'),
  fi: () => import('@stillhere/react/locales/fi'),
  fr: () => import('@stillhere/react/locales/fr'),
  he: () => import('@stillhere/react/locales/he'),
  hi: () => import('@stillhere/react/locales/hi'),
  hu: () => import('@stillhere/react/locales/hu'),
  it: () => import('@stillhere/react/locales/it'),
  ja: () => import('@stillhere/react/locales/ja'),
  ko: () => import('@stillhere/react/locales/ko'),
  nl: () => import('@stillhere/react/locales/nl'),
  pl: () => import('@stillhere/react/locales/pl'),
  'pt-BR': () => import('@stillhere/react/locales/pt-BR'),
  ro: () => import('@stillhere/react/locales/ro'),
  sv: () => import('@stillhere/react/locales/sv'),
  tr: () => import('@stillhere/react/locales/tr'),
  uk: () => import('@stillhere/react/locales/uk'),
  'zh-Hans': () => import('@stillhere/react/locales/zh-Hans'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly messages: SessionMessages }>>>

/** What the dialog and the lines around it can be read in. The demo's few words are English. */
export type Language = 'en' | keyof typeof MODULES

export function isLanguage(text: string): text is Language {
  return text === 'en' || Object.hasOwn(MODULES, text)
}

/** English first, then by tag. */
export const LANGUAGES: readonly Language[] = ['en', ...Object.keys(MODULES).filter(isLanguage)]

/** As its speakers call it, with a capital, as it stands in a list. Chromium has no word for Welsh and would say it in English. */
export function nameOf(language: Language): string {
  if (language === 'cy') return 'Cymraeg'
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he'].includes(language) ? 'rtl' : 'ltr'
}

/** The words of a language; undefined for English, which is there without, and when they cannot be had. */
export async function fetchMessages(language: Language): Promise<SessionMessages | undefined> {
  if (language === 'en') return undefined
  return MODULES[language]().then(
    ({ messages }) => messages,
    () => undefined,
  )
}
