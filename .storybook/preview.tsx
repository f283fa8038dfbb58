import type { Decorator, Preview } from '@storybook/react-vite'
import { type ReactNode, useEffect } from 'react'
import '../packages/react/src/dialog/dialog.css'
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
  return <SurroundingsProvider value={now}>{children}</SurroundingsProvider>
}

const inSurroundings: Decorator = (Story, { globals, args, parameters }) => {
  const now = readSurroundings(globals)
  const page = parameters['page'] === true
  return (
    <Surrounded now={now} page={page}>
      {page ? <Story /> : <Story args={{ ...args, messages: now.language.messages }} />}
    </Surrounded>
  )
}

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [inSurroundings],
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    viewport: { options: viewports },
    options: { storySort: { order: ['Introduction', 'Playground', 'Theme', 'All faces', 'Dialog', ['As it happens', 'Faces'], '*'] } },
    // Each story in a frame of its own: a page holds one modal dialog at a time.
    docs: { story: { inline: false, height: '520px' }, theme: houseTheme(prefersDark().matches) },
  },
  globalTypes,
  initialGlobals,
}

export default preview
