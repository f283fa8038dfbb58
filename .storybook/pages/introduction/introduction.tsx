import type { ReactElement } from 'react'
import { LiveMoment } from './live-moment.tsx'
import { MOMENTS } from './moments.ts'
import { PageLink } from './page-link.tsx'

/** The product in a minute, for people who decide how it looks and what it says. */
export function Introduction(): ReactElement {
  return (
    <main className="page introduction">
      <header className="page-head">
        <h1>Signed in, as long as it should be</h1>
        <p className="lead">
          stillhere keeps people signed in while they work, tells them in time before it ends, and leaves nothing private on the screen
          afterwards. Most of the time nobody sees anything of it. These are the five moments when somebody does.
        </p>
      </header>

      <ol className="moments">
        {MOMENTS.map((moment) => (
          <li key={moment.id} className="moment">
            <div className="moment-text">
              <h2>{moment.name}</h2>
              <dl>
                <dt>When</dt>
                <dd>{moment.when}</dd>
                <dt>Why</dt>
                <dd>{moment.why}</dd>
              </dl>
            </div>
            <LiveMoment moment={moment} />
          </li>
        ))}
      </ol>

      <section className="more" aria-labelledby="change">
        <h2 id="change">What you can change</h2>
        <dl className="changes">
          <div>
            <dt>Colours, type and corners</dt>
            <dd>
              A handful of variables, light and dark. <PageLink to="theme--page">Try it on the theme page</PageLink> and copy the CSS.
            </dd>
          </div>
          <div>
            <dt>Words</dt>
            <dd>
              Every sentence is yours to write. Choose another language in the bar above, or{' '}
              <PageLink to="all-faces--page">see every face in every language</PageLink>.
            </dd>
          </div>
          <div>
            <dt>Size and place</dt>
            <dd>A card on a desk, a sheet within thumb’s reach on a phone. It grows with the text size that people have set.</dd>
          </div>
          <div>
            <dt>Your own markup</dt>
            <dd>Keep your design system’s dialog and buttons. stillhere then brings the moments, the words and the keyboard.</dd>
          </div>
        </dl>
      </section>

      <section className="more" aria-labelledby="go">
        <h2 id="go">Where to go next</h2>
        <ul className="links">
          <li>
            <PageLink to="playground--page">Playground</PageLink>
            <p className="quiet-text">A whole sign-in on a clock that you turn: close the lid, pull the network, open a second window.</p>
          </li>
          <li>
            <PageLink to="theme--page">Theme</PageLink>
            <p className="quiet-text">Colours with their contrast, type and space. Dress the dialog in your own.</p>
          </li>
          <li>
            <PageLink to="dialog-faces--two-minutes-left">Every face, one by one</PageLink>
            <p className="quiet-text">Two minutes left, ten seconds left, reconnecting failed: each standing still, to look at closely.</p>
          </li>
        </ul>
      </section>
    </main>
  )
}
