import type { Session } from '@stillhere/core'
import { SessionGate, SessionProvider } from '@stillhere/react'
import { SessionExpiringDialog } from '@stillhere/react/dialog'
import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react'
import { CaseList } from './cases/case-list.tsx'
import { CasePage } from './cases/case-page.tsx'
import { DraftsContext, createDrafts } from './cases/drafts.ts'
import { ProtectedContext, createProtected } from './cases/use-protected.ts'
import { Drawer } from './drawer/drawer.tsx'
import { useDrawerOpen } from './drawer/use-drawer-open.ts'
import { Cover, Restoring } from './frame/cover.tsx'
import { Header } from './frame/header.tsx'
import { NotFound } from './frame/not-found.tsx'
import { SettingsProblems } from './frame/settings-problems.tsx'
import { SignInPage } from './frame/sign-in-page.tsx'
import { usePath } from './navigation.tsx'
import type { Settings } from './settings/settings.ts'

/** The whole page: what is private stands behind the gate; the drawer for developers stands beside it. */
export function App({ session, settings }: { readonly session: Session; readonly settings: Settings }): ReactElement {
  const [drafts] = useState(createDrafts)
  const [api] = useState(() => createProtected(session, settings.apiUrl))
  const [unsaved, setUnsaved] = useState<'lost' | 'none'>('none')
  const drawer = useDrawerOpen()
  const toggle = useRef<HTMLButtonElement>(null)

  const dropDrafts = () => {
    setUnsaved(drafts.isEmpty() ? 'none' : 'lost')
    drafts.clear()
  }
  const closeDrawer = () => {
    drawer.set(false)
    toggle.current?.focus()
  }

  return (
    <SessionProvider session={session} onBeforeEnd={dropDrafts}>
      <ProtectedContext value={api}>
        <DraftsContext value={drafts}>
          <div className="frame" data-drawer={drawer.open ? 'open' : 'closed'}>
            <Header drawerOpen={drawer.open} onToggleDrawer={() => drawer.set(!drawer.open)} toggleRef={toggle} />
            <main className="page" inert={drawer.open && drawer.covers}>
              <SettingsProblems problems={settings.problems} />
              <SessionGate restoring={<Restoring />} checking={<Cover />} signedOut={(end) => <SignInPage end={end} />}>
                <Page />
              </SessionGate>
            </main>
            {drawer.open && <Drawer settings={settings} covers={drawer.covers} onClose={closeDrawer} />}
          </div>
        </DraftsContext>
      </ProtectedContext>
      <SessionExpiringDialog unsavedWork={unsaved} />
    </SessionProvider>
  )
}

function Page(): ReactElement {
  const path = usePath()
  const id = /^\/cases\/([\w-]+)\/?$/.exec(path)?.[1]
  const start = useFocusAfterNavigation(path)
  return (
    <div ref={start} tabIndex={-1} className="page-start">
      {id !== undefined ? <CasePage key={id} id={id} /> : path === '/' || path === '/cases' ? <CaseList /> : <NotFound />}
    </div>
  )
}

/** The link that was followed is gone with its page; keyboard and screen reader go on at the start of the new one. */
function useFocusAfterNavigation(path: string): RefObject<HTMLDivElement | null> {
  const start = useRef<HTMLDivElement>(null)
  const shown = useRef(path)
  useEffect(() => {
    if (shown.current === path) return
    shown.current = path
    start.current?.focus({ preventScroll: true })
  }, [path])
  return start
}
