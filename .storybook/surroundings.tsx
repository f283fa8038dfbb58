import { createContext, useContext } from 'react'
import { emulateMedia, type Preferences } from './emulate-media.ts'
import { type Language, languageOf } from './languages.ts'

/** What the toolbar says: how the person's system and the page around the dialog are set. */
export interface Surroundings extends Preferences {
  readonly scheme: 'light' | 'dark'
  readonly language: Language
  readonly dir: 'ltr' | 'rtl'
  /** The direction that was chosen against the language's own; null for none. */
  readonly direction: 'ltr' | 'rtl' | null
  /** Size of 1rem in per cent of the browser's own. */
  readonly textSize: number
}

/** From the globals of a story; whatever is missing or unknown there is as usual. */
export function readSurroundings(globals: Readonly<Record<string, unknown>>): Surroundings {
  const language = languageOf(globals['language'])
  const theme = String(globals['theme'])
  const chosen = globals['direction']
  const direction = chosen === 'ltr' || chosen === 'rtl' ? chosen : null
  return {
    scheme: theme.startsWith('dark') ? 'dark' : 'light',
    contrast: theme.endsWith('contrast') ? 'more' : 'as-set',
    motion: globals['motion'] === 'reduced' ? 'reduced' : 'as-set',
    language,
    dir: direction ?? language.dir,
    direction,
    // A number when it comes from the address.
    textSize: String(globals['textSize']) === '200' ? 200 : 100,
  }
}

/** As an app would do it: on the root element. */
export function surround(document: Document, { scheme, language, dir, textSize, contrast, motion }: Surroundings): void {
  const root = document.documentElement
  root.dataset['scheme'] = scheme
  root.lang = language.tag
  root.dir = dir
  root.style.fontSize = textSize === 100 ? '' : `${textSize}%`
  emulateMedia(document, { contrast, motion })
}

const SurroundingsContext = createContext<Surroundings>(readSurroundings({}))
export const SurroundingsProvider = SurroundingsContext.Provider

export function useSurroundings(): Surroundings {
  return useContext(SurroundingsContext)
}
