import type { Decorator, Preview } from '@storybook/react-vite'
import { type ReactNode, useEffect } from 'react'
import './layers.css'
import '../packages/policies/src/timeline/timeline.css'
import '../packages/react/src/dialog/dialog.css'
import { StoryMessagesContext } from '../packages/react/src/test-support/story-messages.ts'
import { houseTheme, prefersDark } from './house-theme.ts'
import { languageOf } from './languages.ts'
import './preview.css'
import { readSurroundings, surround, type Surroundings, SurroundingsProvider } from './surroundings.tsx'
import { globalTypes, initialGlobals, viewports } from './toolbar.ts'

/** `page`: one of our own pages. They are written in English; what they show in frames speaks the chosen language. */
function Surrounded({ now, page, children }: { readonly now: Surroundings; readonly page: boolean; readonly children: ReactNode }) {
  useEffect(() => {
    surround(document, page ? { ...now, language: languageOf('en'), dir: 'ltr' } : now)
  }, [now, page])
  return (
    <SurroundingsProvider value={now}>
      <StoryMessagesContext.Provider value={now.language.messages}>{children}</StoryMessagesContext.Provider>
    </SurroundingsProvider>
  )
}

const inSurroundings: Decorator = (Story, { globals, parameters }) => (
  <Surrounded now={readSurroundings(globals)} page={parameters['page'] === true}>
    <Story />
  </Surrounded>
)

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [inSurroundings],
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    viewport: { options: viewports },
    options: {
      storySort: {
        order: [
          'Introduction',
          'Playground',
          'Theme',
          'All faces',
          'Dialog',
          ['As it happens', 'Faces'],
          'Around the dialog',
          'Policies',
          ['Paste your settings', 'Systems', 'Norms'],
          '*',
        ],
      },
    },
    // Each story in a frame of its own: a page holds one modal dialog at a time.
    docs: { story: { inline: false, height: '520px' }, theme: houseTheme(prefersDark().matches) },
  },
  globalTypes,
  initialGlobals,
}

export default preview
