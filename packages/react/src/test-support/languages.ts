import { messages as ar } from '../locales/ar.ts'
import { messages as bg } from '../locales/bg.ts'
import { messages as cs } from '../locales/cs.ts'
import { messages as cy } from '../locales/cy.ts'
import { messages as da } from '../locales/da.ts'
import { messages as de } from '../locales/de.ts'
import { messages as el } from '../locales/el.ts'
import { messages as en } from '../locales/en.ts'
import { messages as es } from '../locales/es.ts'
import { messages as fa } from '../locales/fa.ts'
import { messages as fi } from '../locales/fi.ts'
import { messages as fr } from '../locales/fr.ts'
import { messages as he } from '../locales/he.ts'
import { messages as hi } from '../locales/hi.ts'
import { messages as hu } from '../locales/hu.ts'
import { messages as it } from '../locales/it.ts'
import { messages as ja } from '../locales/ja.ts'
import { messages as ko } from '../locales/ko.ts'
import { messages as nl } from '../locales/nl.ts'
import { messages as pl } from '../locales/pl.ts'
import { messages as ptBR } from '../locales/pt-BR.ts'
import { messages as ro } from '../locales/ro.ts'
import { messages as sv } from '../locales/sv.ts'
import { messages as tr } from '../locales/tr.ts'
import { messages as uk } from '../locales/uk.ts'
import { messages as zhHans } from '../locales/zh-Hans.ts'

/** Every language there is, by its tag. */
export const LANGUAGES = {
  ar,
  bg,
  cs,
  cy,
  da,
  de,
  el,
  en,
  es,
  fa,
  fi,
  fr,
  he,
  hi,
  hu,
  it,
  ja,
  ko,
  nl,
  pl,
  'pt-BR': ptBR,
  ro,
  sv,
  tr,
  uk,
  'zh-Hans': zhHans,
}
export type Tag = keyof typeof LANGUAGES

/** Those that run from right to left. */
export const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he'] satisfies readonly Tag[]
