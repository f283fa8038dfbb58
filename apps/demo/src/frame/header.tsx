import { SessionGate, SignOutButton, useSession } from '@stillhere/react'
import type { ReactElement, Ref } from 'react'
import { Link, here, start, usePath } from '../navigation.tsx'

interface HeaderProps {
  readonly drawerOpen: boolean
  readonly onToggleDrawer: () => void
  readonly toggleRef: Ref<HTMLButtonElement>
}

/** Name of the app, the person who works here (behind a gate of its own), and the switch of the drawer. */
export function Header({ drawerOpen, onToggleDrawer, toggleRef }: HeaderProps): ReactElement {
  return (
    <header className="bar">
      <Link to="/" className="brand">
        <img src="/favicon.svg" alt="" width="24" height="24" />
        Fernwell Cases
      </Link>
      <SessionGate checking={null}>
        <Person />
      </SessionGate>
      <button
        ref={toggleRef}
        type="button"
        className="button button-quiet drawer-toggle"
        aria-expanded={drawerOpen}
        aria-controls="drawer"
        onClick={onToggleDrawer}
      >
        What is going on
      </button>
    </header>
  )
}

function Person(): ReactElement {
  const name = useSession((s) => s.user?.name ?? s.user?.sub ?? '')
  usePath()
  return (
    <div className="person">
      <span className="person-name">{name}</span>
      <a className="button button-quiet" href={here()} target="_blank" rel="noopener">
        <span className="second-tab">
          <span className="wide-only">Open a </span>second tab
        </span>
      </a>
      <SignOutButton className="button button-quiet" returnTo={start()}>
        Sign out
      </SignOutButton>
    </div>
  )
}
