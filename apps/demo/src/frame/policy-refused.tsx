import type { StillhereError } from '@stillhere/core'
import type { ReactElement } from 'react'

/** For developers: the limits in the address were read, but cannot work together. */
export function PolicyRefused({ error }: { readonly error: StillhereError }): ReactElement {
  return (
    <main className="page">
      <div className="centre">
        <section className="panel card" role="alert">
          <h1>These limits can’t work</h1>
          <p>{error.message}</p>
          <p className="card-hint">
            <code>{error.code}</code>
          </p>
          <a className="button button-main" href={location.pathname}>
            Use the demo’s own limits
          </a>
        </section>
      </div>
    </main>
  )
}
