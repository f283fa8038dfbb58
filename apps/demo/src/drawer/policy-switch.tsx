import { useSession } from '@stillhere/react'
import { DEMO_POLICY_NAMES, type DemoPolicyName } from 'auth-server/demo-policies'
import { lazy, type ReactElement, Suspense, useState } from 'react'
import { POLICY_WORDS, type PolicyWords } from '../settings/policy-words.ts'
import { queryUnder, type Settings } from '../settings/settings.ts'
import { scaleWords } from './scale.ts'
import { useOutlook } from './use-outlook.ts'
import { watchNext } from './watch-next.ts'

/** Fetched when it is opened: it plays months in a virtual world. */
const PolicyExplained = lazy(() => import('./policy-explained.tsx').then((module) => ({ default: module.PolicyExplained })))

const GROUPS: readonly PolicyWords['group'][] = ['Systems', 'Norms']

/** Which system's or norm's promise is to be watched: what it is, what comes next, and the others to choose from. */
export function PolicySwitch({ settings }: { readonly settings: Settings }): ReactElement {
  const { chosen, rate } = settings
  return (
    <>
      {chosen === null ? (
        <p className="drawer-quiet">Watch what a system or a norm promises, at a speed at which it comes true while you look.</p>
      ) : (
        <div className="policy-now">
          <p className="policy-head">
            <strong>{chosen.label}</strong>
            <span className="tag figures">{scaleWords(rate)}</span>
          </p>
          <p>{POLICY_WORDS[chosen.name].promise}</p>
          <WatchNext rate={rate} />
          {chosen.longerWarnings && (
            <p className="drawer-quiet">Warnings come sooner than the policy has them, because they would be over in a blink here.</p>
          )}
          <Explained name={chosen.name} />
        </div>
      )}
      <div className="policy-groups">
        {GROUPS.map((group) => (
          <details key={group} className="policy-group" name="policies">
            <summary>{group}</summary>
            <ul className="policy-list">
              {DEMO_POLICY_NAMES.filter((name) => POLICY_WORDS[name].group === group).map((name) => (
                <li key={name}>
                  <PolicyLink name={name} current={chosen?.name === name} />
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
      {chosen !== null && (
        <a className="button" href={location.pathname + queryUnder(location.search, null)}>
          Back to the demo’s own limits
        </a>
      )}
      <p className="drawer-quiet">Each has a session of its own, so switching asks you to sign in anew.</p>
    </>
  )
}

/** Says it again once a (real) second. Silent for screen readers, who find it when they look for it. */
function WatchNext({ rate }: { readonly rate: number }): ReactElement {
  const outlook = useOutlook(rate * 1000)
  const { session, asks } = useSession((s) => ({ session: s.session, asks: s.status === 'restoring' || s.checking !== null }))
  const lines = asks ? ['The page asks the server whether it goes on.'] : watchNext(outlook, rate, session.policy.warningLeadMs)
  return (
    <ul className="policy-watch figures" aria-label="What to watch next">
      {lines.map((line, place) => (
        <li key={place}>{line}</li>
      ))}
    </ul>
  )
}

/** The policy itself, at no speed at all: when it signs whom out. Works once it has been opened. */
function Explained({ name }: { readonly name: DemoPolicyName }): ReactElement {
  const [opened, setOpened] = useState(false)
  return (
    <details className="policy-explained" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>Its timeline, in real time</summary>
      {opened && (
        <Suspense fallback={<p className="drawer-quiet">One moment…</p>}>
          <PolicyExplained name={name} />
        </Suspense>
      )}
    </details>
  )
}

/** A link, because another policy is another session and loads the page anew. */
function PolicyLink({ name, current }: { readonly name: DemoPolicyName; readonly current: boolean }): ReactElement {
  const { label, promise } = POLICY_WORDS[name]
  return (
    <a
      className="button policy-link"
      aria-current={current ? 'true' : undefined}
      href={location.pathname + queryUnder(location.search, name)}
    >
      <strong>{label}</strong>
      <span className="policy-promise">{promise}</span>
    </a>
  )
}
