import type { Oklch } from './oklch.ts'
import { type ColourName, HOUSE, type Theme } from './tokens.ts'

export interface Preset {
  readonly name: string
  readonly theme: Theme
}

export const FONTS: readonly { readonly name: string; readonly font: string }[] = [
  { name: 'System', font: HOUSE.font },
  { name: 'Serif', font: "'Iowan Old Style', 'Palatino Linotype', Georgia, serif" },
  { name: 'Rounded', font: "ui-rounded, 'Hiragino Maru Gothic ProN', Quicksand, system-ui, sans-serif" },
  { name: 'Monospace', font: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace' },
]
const SERIF = FONTS[1]?.font ?? HOUSE.font

type Pairs = Readonly<Partial<Record<ColourName, readonly [light: Oklch, dark: Oklch]>>>

const mix = (l: number, c: number, h: number): Oklch => ({ l, c, h })

/** To begin with, and to see how far a few variables go. */
export const PRESETS: readonly Preset[] = [
  { name: 'House', theme: HOUSE },
  preset(
    'Ink',
    {
      surface: [mix(1, 0, 0), mix(0.24, 0.006, 255)],
      ink: [mix(0.21, 0.01, 255), mix(0.97, 0.003, 255)],
      accent: [mix(0.24, 0.015, 255), mix(0.95, 0.006, 255)],
      'accent-ink': [mix(1, 0, 0), mix(0.2, 0.01, 255)],
      focus: [mix(0.5, 0.2, 262), mix(0.78, 0.12, 255)],
    },
    { radius: 4, radiusControl: 4 },
  ),
  preset(
    'Plum',
    {
      surface: [mix(0.992, 0.006, 330), mix(0.265, 0.025, 325)],
      ink: [mix(0.25, 0.04, 325), mix(0.955, 0.012, 330)],
      'ink-quiet': [mix(0.46, 0.045, 325), mix(0.8, 0.025, 330)],
      line: [mix(0.61, 0.03, 325), mix(0.63, 0.035, 325)],
      accent: [mix(0.41, 0.145, 335), mix(0.86, 0.085, 335)],
      'accent-ink': [mix(0.99, 0.006, 330), mix(0.25, 0.06, 330)],
      focus: [mix(0.5, 0.19, 300), mix(0.82, 0.1, 300)],
    },
    { radius: 20, radiusControl: 14 },
  ),
  preset(
    'Warm paper',
    {
      surface: [mix(0.972, 0.02, 82), mix(0.27, 0.016, 65)],
      ink: [mix(0.27, 0.03, 55), mix(0.95, 0.015, 82)],
      'ink-quiet': [mix(0.44, 0.035, 60), mix(0.8, 0.025, 80)],
      line: [mix(0.59, 0.03, 65), mix(0.63, 0.03, 70)],
      accent: [mix(0.42, 0.095, 42), mix(0.85, 0.075, 62)],
      'accent-ink': [mix(0.985, 0.012, 82), mix(0.25, 0.03, 55)],
      notice: [mix(0.6, 0.13, 70), mix(0.82, 0.12, 80)],
      focus: [mix(0.47, 0.12, 240), mix(0.82, 0.09, 235)],
    },
    { font: SERIF, radius: 6, radiusControl: 4 },
  ),
  preset(
    'High contrast',
    {
      surface: [mix(1, 0, 0), mix(0.12, 0, 0)],
      ink: [mix(0, 0, 0), mix(1, 0, 0)],
      'ink-quiet': [mix(0.15, 0, 0), mix(0.96, 0, 0)],
      line: [mix(0, 0, 0), mix(1, 0, 0)],
      accent: [mix(0.32, 0.13, 262), mix(0.92, 0.16, 105)],
      'accent-ink': [mix(1, 0, 0), mix(0, 0, 0)],
      notice: [mix(0.5, 0.13, 55), mix(0.88, 0.15, 85)],
      ended: [mix(0.42, 0.17, 28), mix(0.82, 0.13, 25)],
      focus: [mix(0.4, 0.2, 262), mix(0.9, 0.14, 200)],
    },
    { radius: 0, radiusControl: 0 },
  ),
]

function preset(name: string, colours: Pairs, more: Partial<Pick<Theme, 'font' | 'radius' | 'radiusControl'>>): Preset {
  const side = (at: 0 | 1) => Object.fromEntries(Object.entries(colours).map(([colour, pair]) => [colour, pair[at]]))
  return { name, theme: { ...HOUSE, ...more, light: { ...HOUSE.light, ...side(0) }, dark: { ...HOUSE.dark, ...side(1) } } }
}
