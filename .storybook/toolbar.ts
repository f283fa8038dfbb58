import type { Preview } from '@storybook/react-vite'
import { LANGUAGES } from './languages.ts'

/** What can be chosen above every story. Forced colours are left out: a page cannot bring the system's palette about. */
export const globalTypes: NonNullable<Preview['globalTypes']> = {
  theme: {
    description: 'Light, dark, more contrast',
    toolbar: {
      title: 'Theme',
      icon: 'contrast',
      items: [
        { value: 'light', title: 'Light' },
        { value: 'dark', title: 'Dark' },
        { value: 'light-contrast', title: 'Light, more contrast' },
        { value: 'dark-contrast', title: 'Dark, more contrast' },
      ],
      dynamicTitle: true,
    },
  },
  language: {
    description: 'Language of the product',
    toolbar: {
      title: 'Language',
      icon: 'globe',
      items: LANGUAGES.map(({ tag, name }) => ({ value: tag, title: name, right: tag })),
      dynamicTitle: true,
    },
  },
  direction: {
    description: 'Writing direction',
    toolbar: {
      title: 'Direction',
      icon: 'transfer',
      items: [
        { value: 'auto', title: 'Auto direction' },
        { value: 'ltr', title: 'Left to right' },
        { value: 'rtl', title: 'Right to left' },
      ],
      dynamicTitle: true,
    },
  },
  motion: {
    description: 'Motion',
    toolbar: {
      title: 'Motion',
      icon: 'play',
      items: [
        { value: 'as-set', title: 'Motion as set' },
        { value: 'reduced', title: 'Reduced motion' },
      ],
      dynamicTitle: true,
    },
  },
  textSize: {
    description: 'Text size',
    toolbar: {
      title: 'Text size',
      icon: 'zoom',
      items: [
        { value: '100', title: 'Text 100 %' },
        { value: '200', title: 'Text 200 %' },
      ],
      dynamicTitle: true,
    },
  },
}

export const initialGlobals = { theme: 'light', language: 'en', direction: 'auto', motion: 'as-set', textSize: '100' }

/** Widths that matter: the narrowest that must work, a phone, a tablet, the demo's desk. */
export const viewports = {
  narrow: { name: 'Narrowest, 320', styles: { width: '320px', height: '640px' }, type: 'mobile' },
  phone: { name: 'Phone, 390', styles: { width: '390px', height: '844px' }, type: 'mobile' },
  sideways: { name: 'Phone on its side', styles: { width: '844px', height: '390px' }, type: 'mobile' },
  tablet: { name: 'Tablet, 820', styles: { width: '820px', height: '1180px' }, type: 'tablet' },
  desk: { name: 'Desk, 1440', styles: { width: '1440px', height: '900px' }, type: 'desktop' },
} as const
