import type { ReactElement } from 'react'
import { keptQuery } from '../settings/settings.ts'
import { directionOf, type Language, LANGUAGES, nameOf } from '../settings/languages.ts'

/** Links, because the words are chosen once, when the page loads. */
export function LanguageChoice({ language }: { readonly language: Language }): ReactElement {
  return (
    <nav className="choice" aria-label="Language of the dialog">
      {LANGUAGES.map((one) => (
        <a
          key={one}
          className="button"
          lang={one}
          dir={directionOf(one)}
          aria-current={one === language ? 'true' : undefined}
          href={location.pathname + keptQuery(location.search, { language: one === 'en' ? null : one })}
        >
          {nameOf(one)}
        </a>
      ))}
    </nav>
  )
}
