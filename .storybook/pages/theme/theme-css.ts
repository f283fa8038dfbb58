import { formatOklch } from './oklch.ts'
import { COLOURS, HOUSE, type Theme } from './tokens.ts'

/** What to paste into a style sheet: the variables that differ from the theme that ships, and nothing else. */
export function themeCss(theme: Theme): string {
  const lines = [
    ...COLOURS.flatMap(({ name }) => {
      const [light, dark] = [formatOklch(theme.light[name]), formatOklch(theme.dark[name])]
      const same = light === formatOklch(HOUSE.light[name]) && dark === formatOklch(HOUSE.dark[name])
      return same ? [] : [`--stillhere-${name}: light-dark(${light}, ${dark});`]
    }),
    ...(theme.font === HOUSE.font ? [] : [`--stillhere-font: ${theme.font};`]),
    ...(theme.radius === HOUSE.radius ? [] : [`--stillhere-radius: ${theme.radius}px;`]),
    ...(theme.radiusControl === HOUSE.radiusControl ? [] : [`--stillhere-radius-control: ${theme.radiusControl}px;`]),
  ]
  return lines.length === 0 ? '' : `:root {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`
}
