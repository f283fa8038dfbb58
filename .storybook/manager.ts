import { addons } from 'storybook/manager-api'
import { houseTheme, prefersDark } from './house-theme.ts'

/** Pages use the whole width; the panel below belongs to stories. */
const PAGES = /^(?:introduction|playground|theme|all-faces)--/

const dark = prefersDark()
const dress = () =>
  addons.setConfig({
    theme: houseTheme(dark.matches),
    layoutCustomisations: {
      showPanel: ({ storyId }: { readonly storyId?: string }, shown: boolean) => shown && !PAGES.test(storyId ?? ''),
    },
  })
dress()
dark.addEventListener('change', dress)
