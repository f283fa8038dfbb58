import './styles/tokens.css'
import './styles/base.css'
import '@stillhere/react/dialog.css'
import './styles/frame.css'
import './styles/cases.css'
import './styles/case-words.css'
import './styles/case-page.css'
import './styles/axis.css'
import './styles/drawer.css'
import './styles/policies.css'
import { StillhereError } from '@stillhere/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createQueryClient } from './cases/query-client.ts'
import { Controls } from './drawer/controls.tsx'
import { PolicyRefused } from './frame/policy-refused.tsx'
import { createDemoSession } from './session.ts'
import { directionOf, fetchMessages } from './settings/languages.ts'
import { namesPolicy, readSettings } from './settings/settings.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no element with the id "root".')
createRoot(place).render(<StrictMode>{await page()}</StrictMode>)

async function page() {
  if (location.pathname === '/controls') return <Controls />
  const policies = namesPolicy(location.search) ? await import('./settings/chosen-policy.ts') : null
  const settings = readSettings(location.search, policies?.choosePolicy)
  document.documentElement.lang = settings.language
  document.documentElement.dir = directionOf(settings.language)
  try {
    const session = createDemoSession(settings)
    const queryClient = createQueryClient(session)
    return <App session={session} queryClient={queryClient} settings={settings} messages={await fetchMessages(settings.language)} />
  } catch (error) {
    if (error instanceof StillhereError) return <PolicyRefused error={error} />
    throw error
  }
}
