import { useSession } from '@stillhere/react'
import { type ReactElement, useEffect, useRef } from 'react'
import type { Settings } from '../settings/settings.ts'
import { Counts } from './counts.tsx'
import { Faults } from './faults.tsx'
import { LanguageChoice } from './language.tsx'
import { NextEvents } from './next-events.tsx'
import { PolicyInForce } from './policy-in-force.tsx'
import { PolicySwitch } from './policy-switch.tsx'
import { Speed } from './speed.tsx'
import { statusSentence } from './status-sentence.ts'
import { useChanges } from './use-changes.ts'

interface DrawerProps {
  readonly settings: Settings
  /** On narrow screens it lies over the page, which is inert then. */
  readonly covers: boolean
  readonly onClose: () => void
}

/** For developers: what the session is doing, what comes next, and faults to pull. Shows nothing of the work. */
export function Drawer({ settings, covers, onClose }: DrawerProps): ReactElement {
  const place = useRef<HTMLElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const changes = useChanges()
  useEffect(() => {
    if (covers) title.current?.focus()
  }, [covers])
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    const drawer = place.current
    drawer?.addEventListener('keydown', closeOnEscape)
    return () => drawer?.removeEventListener('keydown', closeOnEscape)
  }, [onClose])

  return (
    <aside id="drawer" ref={place} className="drawer" aria-labelledby="drawer-title">
      <div className="drawer-head">
        <h2 id="drawer-title" ref={title} tabIndex={-1}>
          What is going on
        </h2>
        <button type="button" className="button button-quiet" onClick={onClose}>
          Close
        </button>
      </div>
      <StatusLine />
      <section className="drawer-part" aria-labelledby="next-title">
        <h3 id="next-title">What comes next</h3>
        <NextEvents everyMs={settings.rate * 1000} />
      </section>
      <section className="drawer-part" aria-labelledby="policies-title">
        <h3 id="policies-title">Whose promise to watch</h3>
        <PolicySwitch settings={settings} />
      </section>
      <section className="drawer-part" aria-labelledby="faults-title">
        <h3 id="faults-title">Faults to pull</h3>
        <Faults changes={changes} />
        <p className="drawer-quiet">
          A dialog covers this drawer too;{' '}
          <a href="/controls" target="demo-controls">
            a window of its own
          </a>{' '}
          stays within reach.
        </p>
      </section>
      <section className="drawer-part" aria-labelledby="counts-title">
        <h3 id="counts-title">What the server was asked</h3>
        <Counts changes={changes} />
      </section>
      <section className="drawer-part" aria-labelledby="speed-title">
        <h3 id="speed-title">Time</h3>
        <Speed rate={settings.rate} rates={settings.rates} chosen={settings.chosen} />
      </section>
      <section className="drawer-part" aria-labelledby="language-title">
        <h3 id="language-title">Language of the dialog</h3>
        <LanguageChoice language={settings.language} />
      </section>
      <section className="drawer-part" aria-labelledby="policy-title">
        <h3 id="policy-title">Policy and platform</h3>
        <PolicyInForce />
      </section>
    </aside>
  )
}

function StatusLine(): ReactElement {
  const { tone, text } = useSession(statusSentence)
  return (
    <p className="status-line" data-tone={tone} data-testid="status-sentence">
      {text}
    </p>
  )
}
