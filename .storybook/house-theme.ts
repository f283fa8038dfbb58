import { create, type ThemeVars } from 'storybook/theming'

const SHARED = {
  brandTitle: 'stillhere',
  brandTarget: '_self',
  fontBase: 'system-ui, sans-serif',
  fontCode: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  appBorderRadius: 8,
  inputBorderRadius: 8,
} as const

const LIGHT = create({
  ...SHARED,
  base: 'light',
  colorPrimary: '#0b4f58',
  colorSecondary: '#0b4f58',
  appBg: '#f4f2ee',
  appContentBg: '#fdfcfa',
  appPreviewBg: '#f4f2ee',
  appBorderColor: '#dedad3',
  textColor: '#1c232c',
  textMutedColor: '#545c67',
  barBg: '#fdfcfa',
  barTextColor: '#545c67',
  barHoverColor: '#0b4f58',
  barSelectedColor: '#0b4f58',
})

const DARK = create({
  ...SHARED,
  base: 'dark',
  colorPrimary: '#8fd3dc',
  colorSecondary: '#4a9dab',
  appBg: '#12161b',
  appContentBg: '#191e24',
  appPreviewBg: '#12161b',
  appBorderColor: '#333a42',
  textColor: '#f1efeb',
  textMutedColor: '#b4bac2',
  barBg: '#191e24',
  barTextColor: '#b4bac2',
  barHoverColor: '#8fd3dc',
  barSelectedColor: '#8fd3dc',
})

/** The look of Storybook itself, light or dark as the system prefers. */
export function houseTheme(dark: boolean): ThemeVars {
  return dark ? DARK : LIGHT
}

export function prefersDark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)')
}
