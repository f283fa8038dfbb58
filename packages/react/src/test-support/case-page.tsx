import type { ReactElement, ReactNode } from 'react'
import { SignOutButton, useSessionUser } from '../index.ts'

const CASES = [
  ['2041', 'Roof repair, Hafengasse 12', 'Waiting for photos'],
  ['2038', 'Water damage, Lindenweg 3', 'Assessor booked'],
  ['2035', 'Broken window, Marktplatz 7', 'Ready to pay'],
] as const

/** Something to lose, behind the dialog. */
export function CasePage({ children }: { readonly children?: ReactNode }): ReactElement {
  const user = useSessionUser()
  return (
    <main className="case-page">
      <header>
        <strong>Casebook</strong>
        <span>{user.name}</span>
        <SignOutButton>Sign out</SignOutButton>
      </header>
      <h1>Your open cases</h1>
      <ul>
        {CASES.map(([number, title, next]) => (
          <li key={number}>
            <span>{number}</span>
            <b>{title}</b>
            <span>{next}</span>
          </li>
        ))}
      </ul>
      <label htmlFor="note">Note on 2041</label>
      <textarea id="note" rows={4} defaultValue="Called the tenant: the leak is above the bathroom, not the kitchen. Photos will" />
      {children}
    </main>
  )
}
