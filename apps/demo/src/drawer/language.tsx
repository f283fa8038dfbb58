import type { ReactElement } from 'react'
import { keptQuery } from '../settings/settings.ts'
import { isLanguage, type Language, LANGUAGES } from '../settings/languages.ts'

/** Links, because the words are chosen once, when the page loads. */
export function LanguageChoice({ language }: { readonly language: Language }): ReactElement {
  return (
    <nav className="choice" aria-label="Language of the dialog">
      {Object.keys(LANGUAGES)
        .filter(isLanguage)
        .map((one) => (
          <a
            key={one}
            className="button"
            lang={one}
            aria-current={one === language ? 'true' : undefined}
            href={location.pathname + keptQuery(location.search, { language: one === 'en' ? null : one })}
          >
            {LANGUAGES[one]}
          </a>
        ))}
    </nav>
  )
}
