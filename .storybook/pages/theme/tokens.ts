import houseCss from '../../../packages/react/src/dialog/dialog-theme.css?raw'
import { type Oklch, parseOklch } from './oklch.ts'

export type Scheme = 'light' | 'dark'
export type ColourName = 'surface' | 'ink' | 'ink-quiet' | 'line' | 'accent' | 'accent-ink' | 'notice' | 'ended' | 'focus'

export interface Colour {
  readonly name: ColourName
  readonly label: string
  /** Where it is seen. */
  readonly seen: string
  /** What it has to stand out from, and how much: WCAG 2.2 AAA for text, AA for the rest. */
  readonly against: ColourName | null
  readonly least: number
}

export const COLOURS: readonly Colour[] = [
  { name: 'surface', label: 'Surface', seen: 'The card itself', against: null, least: 1 },
  { name: 'ink', label: 'Text', seen: 'Heading, figure, buttons', against: 'surface', least: 7 },
  { name: 'ink-quiet', label: 'Quiet text', seen: 'The sentence, the quiet way out', against: 'surface', least: 4.5 },
  { name: 'line', label: 'Lines', seen: 'Edges of buttons', against: 'surface', least: 3 },
  { name: 'accent', label: 'Accent', seen: 'The main button, the ring', against: 'surface', least: 4.5 },
  { name: 'accent-ink', label: 'Text on accent', seen: 'Words on the main button', against: 'accent', least: 7 },
  { name: 'notice', label: 'Notice', seen: 'Time is short, something failed', against: 'surface', least: 3 },
  { name: 'ended', label: 'Ended', seen: 'Something is lost', against: 'surface', least: 3 },
  { name: 'focus', label: 'Focus', seen: 'The ring around what has the focus', against: 'surface', least: 3 },
]

export type Palette = Readonly<Record<ColourName, Oklch>>

/** Everything that the theme editor changes. */
export interface Theme {
  readonly light: Palette
  readonly dark: Palette
  readonly font: string
  /** Pixels. */
  readonly radius: number
  readonly radiusControl: number
}

/** The theme that ships, read from its own style sheet. */
export const HOUSE: Theme = {
  light: paletteOf('light'),
  dark: paletteOf('dark'),
  font: declared('font') ?? 'system-ui, sans-serif',
  radius: Number.parseFloat(declared('radius') ?? '12'),
  radiusControl: Number.parseFloat(declared('radius-control') ?? '8'),
}

function declared(name: string): string | undefined {
  return new RegExp(`--stillhere-${name}:\\s*([^;]+);`).exec(houseCss)?.[1]
}

function paletteOf(scheme: Scheme): Palette {
  const read = (name: ColourName): Oklch => {
    const both = new RegExp(`--stillhere-${name}:\\s*light-dark\\((oklch\\([^)]*\\)),\\s*(oklch\\([^)]*\\))\\)`).exec(houseCss)
    const colour = parseOklch((scheme === 'light' ? both?.[1] : both?.[2]) ?? '')
    if (colour === null) throw new Error(`dialog-theme.css has no --stillhere-${name} for ${scheme}.`)
    return colour
  }
  return {
    surface: read('surface'),
    ink: read('ink'),
    'ink-quiet': read('ink-quiet'),
    line: read('line'),
    accent: read('accent'),
    'accent-ink': read('accent-ink'),
    notice: read('notice'),
    ended: read('ended'),
    focus: read('focus'),
  }
}
