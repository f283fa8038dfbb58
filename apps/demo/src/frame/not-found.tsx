import type { ReactElement } from 'react'
import { useTitle } from '../cases/use-title.ts'
import { Link } from '../navigation.tsx'

/** For an address that leads nowhere. */
export function NotFound(): ReactElement {
  useTitle('Not found')
  return (
    <div className="centre">
      <section className="panel card">
        <h1>There is nothing here</h1>
        <p>The address may be old, or mistyped.</p>
        <Link to="/" className="button button-main">
          All cases
        </Link>
      </section>
    </div>
  )
}
