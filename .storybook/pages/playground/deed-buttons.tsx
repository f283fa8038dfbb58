import type { ReactElement } from 'react'
import { Radios } from '../radios.tsx'
import type { Deed } from './deeds.ts'
import type { Snapshot } from './life.ts'

const MINUTE = 60_000
const ROADS = [
  ['heal', 'All is well'],
  ['fail', 'Renewing fails'],
  ['offline', 'Offline'],
] as const
const WIDTHS = [
  [false, 'Desk'],
  [true, 'Phone'],
] as const

interface DeedButtonsProps {
  readonly snapshot: Snapshot
  readonly onDeed: (deed: Deed) => void
  readonly narrow: boolean
  readonly onNarrow: (narrow: boolean) => void
}

/** Everything that can be done to a session from outside. */
export function DeedButtons({ snapshot, onDeed, narrow, onNarrow }: DeedButtonsProps): ReactElement {
  const { tabs, chronicle } = snapshot.run
  const first = tabs[0]?.number ?? 1
  const signedIn = tabs.some(({ session }) => session.getState().status === 'signed-in')
  const trouble = chronicle.spans.find(({ kind, until }) => until === null && (kind === 'failing' || kind === 'offline'))
  const road = trouble === undefined ? 'heal' : trouble.kind === 'offline' ? 'offline' : 'fail'
  const second = tabs[1]
  return (
    <section className="panel deeds" aria-labelledby="deeds">
      <h2 id="deeds">Make something happen</h2>
      <div className="deed-group">
        <h3>Person</h3>
        <button type="button" disabled={!signedIn} onClick={() => onDeed({ type: 'activity', tab: first })}>
          Move the mouse
        </button>
        <button type="button" disabled={signedIn} onClick={() => onDeed({ type: 'sign-in', tab: first })}>
          Sign in again
        </button>
        <p className="quiet-text">Your own mouse and keys count, too: move over a tab, and somebody is there.</p>
      </div>
      <fieldset className="deed-group">
        <legend>Network and server</legend>
        <span className="choice">
          <Radios name="road" options={ROADS} chosen={road} onChoose={(type) => onDeed({ type })} />
        </span>
        <button type="button" disabled={!signedIn} onClick={() => onDeed({ type: 'reject' })}>
          Refuse the next renewal
        </button>
        <button type="button" disabled={!signedIn} onClick={() => onDeed({ type: 'revoke' })}>
          End it at the server
        </button>
      </fieldset>
      <div className="deed-group">
        <h3>Machine</h3>
        <button type="button" onClick={() => onDeed({ type: 'sleep', ms: 15 * MINUTE })}>
          Sleep 15 min
        </button>
        <button type="button" onClick={() => onDeed({ type: 'sleep', ms: 60 * MINUTE })}>
          Sleep 1 h
        </button>
      </div>
      <fieldset className="deed-group">
        <legend>Tabs</legend>
        <span className="choice">
          <Radios name="width" options={WIDTHS} chosen={narrow} onChoose={onNarrow} />
        </span>
        {second === undefined ? (
          <button type="button" onClick={() => onDeed({ type: 'open-tab' })}>
            Open a second tab
          </button>
        ) : (
          <button type="button" onClick={() => onDeed({ type: 'close-tab', tab: second.number })}>
            Close the second tab
          </button>
        )}
      </fieldset>
    </section>
  )
}
