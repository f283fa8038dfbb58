import type { Decorator, Preview } from '@storybook/react-vite'
import { type ReactNode, useEffect } from 'react'
import '../packages/react/src/dialog/dialog.css'
import './preview.css'

/** Light or dark and the direction as an app would choose them: on the root. */
function Page({ scheme, dir, children }: { readonly scheme: string; readonly dir: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.documentElement.dataset['scheme'] = scheme
    document.documentElement.dir = dir
  }, [scheme, dir])
  return children
}

const inPage: Decorator = (Story, { globals }) => (
  <Page scheme={globals['scheme'] === 'dark' ? 'dark' : 'light'} dir={globals['dir'] === 'rtl' ? 'rtl' : 'ltr'}>
    <Story />
  </Page>
)

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [inPage],
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    // Each story in a frame of its own: a page holds one modal dialog at a time.
    docs: { story: { inline: false, height: '520px' } },
  },
  globalTypes: {
    scheme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Light or dark',
        icon: 'circlehollow',
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
        dynamicTitle: true,
      },
    },
    dir: {
      description: 'Writing direction',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { scheme: 'light', dir: 'ltr' },
}

export default preview
