import { type ReactElement, useState } from 'react'
import { LANGUAGES } from '../../languages.ts'
import { type FaceCase, FACES } from '../../product.ts'
import { Radios } from '../radios.tsx'
import { FaceCard } from './face-card.tsx'

const WIDTHS = [
  [false, 'Card'],
  [true, '320 px'],
] as const

/** Every face in one language or in every one, side by side: for comparing lengths, line breaks and directions. */
export function FacesPage(): ReactElement {
  const [tag, setTag] = useState<string | null>('en')
  const [narrow, setNarrow] = useState(false)
  const languages = LANGUAGES.filter((language) => tag === null || language.tag === tag)
  return (
    <main className="page faces-page">
      <header className="page-head">
        <h1>All faces</h1>
        <p className="lead">Each face of the dialog with everything on it that it can have, in each language it speaks.</p>
      </header>
      <div className="faces-choices">
        <fieldset className="choice">
          <legend className="unseen">Language</legend>
          {LANGUAGES.map((language) => (
            <label key={language.tag} lang={language.tag}>
              <input type="radio" name="language" checked={tag === language.tag} onChange={() => setTag(language.tag)} />
              {language.name}
            </label>
          ))}
          <label>
            <input type="radio" name="language" checked={tag === null} onChange={() => setTag(null)} />
            Every language
          </label>
        </fieldset>
        <fieldset className="choice">
          <legend className="unseen">Width</legend>
          <Radios name="faces-width" options={WIDTHS} chosen={narrow} onChoose={setNarrow} />
        </fieldset>
      </div>
      <div className="face-rows" data-narrow={narrow} data-one={tag !== null}>
        {FACES.map((face) => (
          <section key={face.name} aria-label={nameOf(face)}>
            <h2>{nameOf(face)}</h2>
            <div className="face-row">
              {languages.map((language) => (
                <FaceCard key={language.tag} face={face} language={language} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </main>
  )
}

function nameOf({ name }: FaceCase): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
