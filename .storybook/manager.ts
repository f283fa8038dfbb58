import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming'

addons.setConfig({
  theme: create({
    base: 'light',
    brandTitle: 'stillhere',
    colorPrimary: '#23545e',
    colorSecondary: '#23545e',
    appBg: '#f4f2ee',
    appContentBg: '#fdfcfa',
    appBorderRadius: 8,
    inputBorderRadius: 8,
    fontBase: 'system-ui, sans-serif',
  }),
})
