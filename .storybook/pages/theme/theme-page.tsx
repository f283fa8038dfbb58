import { type ReactElement, useMemo, useState } from 'react'
import { useSurroundings } from '../../surroundings.tsx'
import { CaseApp } from '../frame/case-app.tsx'
import { Frame } from '../frame/frame.tsx'
import { Radios } from '../radios.tsx'
import { ColourEditor, Slider } from './colour-editor.tsx'
import { CssToCopy } from './css-to-copy.tsx'
import { Findings } from './findings.tsx'
import { Measures } from './measures.tsx'
import type { Oklch } from './oklch.ts'
import { FONTS, PRESETS } from './presets.ts'
import { sessionOf, SpecimenChooser } from './specimens.tsx'
import { themeCss } from './theme-css.ts'
import { type ColourName, HOUSE, type Scheme, type Theme } from './tokens.ts'

const SIDES = [
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const

/** Colour, type and space of the dialog, and a place to try others. */
export function ThemePage(): ReactElement {
  const { scheme: chosen } = useSurroundings()
  const [theme, setTheme] = useState<Theme>(HOUSE)
  const [scheme, setScheme] = useState<Scheme>(chosen)
  const [specimen, setSpecimen] = useState(0)
  const [opened, setOpened] = useState<Document | null>(null)
  const css = themeCss(theme)
  const mix = (name: ColourName, colour: Oklch) => setTheme({ ...theme, [scheme]: { ...theme[scheme], [name]: colour } })
  return (
    <main className="page theme-page">
      <header className="page-head">
        <h1>Theme</h1>
        <p className="lead">
          A handful of variables make the look. Change them and watch the dialog; what it takes to have it in your app stands below, ready
          to copy.
        </p>
      </header>

      <div className="presets">
        <h2 id="presets">Begin with</h2>
        <fieldset className="choice" aria-labelledby="presets">
          {PRESETS.map((preset) => (
            <label key={preset.name}>
              <input type="radio" name="preset" checked={themeCss(preset.theme) === css} onChange={() => setTheme(preset.theme)} />
              {preset.name}
            </label>
          ))}
        </fieldset>
      </div>

      <div className="workshop">
        <section className="panel editor" aria-labelledby="editor">
          <div className="editor-head">
            <h2 id="editor">Colours</h2>
            <fieldset className="choice">
              <legend className="unseen">Side of the theme</legend>
              <Radios name="side" options={SIDES} chosen={scheme} onChoose={setScheme} />
            </fieldset>
          </div>
          <ColourEditor palette={theme[scheme]} onChange={mix} />
          <h2>Type and corners</h2>
          <label className="slider">
            <span>Font</span>
            <select value={theme.font} onChange={({ currentTarget }) => setTheme({ ...theme, font: currentTarget.value })}>
              {FONTS.map(({ name, font }) => (
                <option key={name} value={font}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Slider label="Card corners" value={theme.radius} max={32} step={1} onChange={(radius) => setTheme({ ...theme, radius })} />
          <Slider
            label="Button corners"
            value={theme.radiusControl}
            max={22}
            step={1}
            onChange={(radiusControl) => setTheme({ ...theme, radiusControl })}
          />
        </section>

        <div className="trial">
          <SpecimenChooser chosen={specimen} onChoose={setSpecimen} />
          <div className="trial-pages">
            <Trial scheme="light" css={css} specimen={specimen} onOpen={setOpened} />
            <Trial scheme="dark" css={css} specimen={specimen} />
          </div>
          <Findings theme={theme} />
          <CssToCopy css={css} />
        </div>
      </div>

      <Measures page={opened} theme={theme} specimen={specimen} />
    </main>
  )
}

interface TrialProps {
  readonly scheme: Scheme
  readonly css: string
  readonly specimen: number
  readonly onOpen?: (page: Document) => void
}

function Trial({ scheme, css, specimen, onOpen }: TrialProps): ReactElement {
  const session = useMemo(() => sessionOf(specimen), [specimen])
  return (
    <div className="trial-page">
      <Frame title={`The dialog, ${scheme}`} css={css} scheme={scheme} quiet {...(onOpen && { onOpen })}>
        <CaseApp key={specimen} session={session} unsavedWork="lost" />
      </Frame>
    </div>
  )
}
