import type { Session } from '@stillhere/core'
import { type SessionDraftOptions, SessionGate, type SessionMessages, SessionProvider } from '@stillhere/react'
import { SessionExpiringDialog } from '@stillhere/react/dialog'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react'
import { CaseList } from './cases/case-list.tsx'
import { CasePage } from './cases/case-page.tsx'
import { fetchDraftKey } from './cases/draft-key.ts'
import { ProtectedContext, createProtected } from './cases/use-protected.ts'
import { Devtools } from './devtools.tsx'
import { Drawer } from './drawer/drawer.tsx'
import { useDrawerOpen } from './drawer/use-drawer-open.ts'
import { Footer } from './frame/footer.tsx'
import { Header } from './frame/header.tsx'
import { NotFound } from './frame/not-found.tsx'
import { Restoring } from './frame/restoring.tsx'
import { SettingsProblems } from './frame/settings-problems.tsx'
import { SignInPage } from './frame/sign-in-page.tsx'
import { usePath } from './navigation.tsx'
import { directionOf } from './settings/languages.ts'
import type { Settings } from './settings/settings.ts'
import { useSilentSignIn } from './silent-sign-in.ts'

interface AppProps {
  readonly session: Session
  readonly queryClient: QueryClient
  readonly settings: Settings
  /** The words of the chosen language; undefined for English. */
  readonly messages: SessionMessages | undefined
}

/** The whole page: what is private stands behind the gate; the drawer for developers stands beside it. */
export function App({ session, queryClient, settings, messages }: AppProps): ReactElement {
  const [api] = useState(() => createProtected(session, settings.apiUrl))
  const [drafts] = useState<SessionDraftOptions>(() => ({ sealingKey: () => fetchDraftKey(api), afterSignOut: 'keep' }))
  const direction = directionOf(settings.language)
  useSilentSignIn(session, settings)
  const drawer = useDrawerOpen()
  const toggle = useRef<HTMLButtonElement>(null)

  const closeDrawer = () => {
    drawer.set(false)
    toggle.current?.focus()
  }

  return (
    <SessionProvider session={session} drafts={drafts} {...(messages && { messages })}>
      <ProtectedContext value={api}>
        <div className="frame" lang="en" dir="ltr" data-drawer={drawer.open ? 'open' : 'closed'}>
          <Header drawerOpen={drawer.open} onToggleDrawer={() => drawer.set(!drawer.open)} toggleRef={toggle} />
          <main className="page" inert={drawer.open && drawer.covers}>
            <SettingsProblems problems={settings.problems} />
            <SessionGate restoring={<Restoring />} signedOut={(end) => <SignInPage end={end} direction={direction} settings={settings} />}>
              <QueryClientProvider client={queryClient}>
                <Page />
              </QueryClientProvider>
            </SessionGate>
          </main>
          <Footer direction={direction} />
          {drawer.open && <Drawer settings={settings} covers={drawer.covers} onClose={closeDrawer} />}
        </div>
      </ProtectedContext>
      <SessionExpiringDialog titleWhileHidden />
      <Devtools asked={settings.devtools} />
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
