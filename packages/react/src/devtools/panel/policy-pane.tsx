import type { ReactElement } from 'react'
import { useSteps, useWatched } from '../feed/watched.ts'
import { findingsOf } from '../story/findings.ts'
import { choiceRows, limitRows, type PolicyCheck } from '../story/policy-rows.ts'

/** The policy in force with its figures, and what a check says of it. */
export function PolicyPane({ check }: { readonly check: PolicyCheck | null }): ReactElement {
  const { session } = useWatched()
  useSteps()
  const { policy } = session
  const limits = limitRows(policy)
  const findings = check === null ? null : findingsOf(session, check)
  return (
    <div className="columns">
      <section aria-label="Policy">
        <h2>Limits</h2>
        {limits.length === 0 ? (
          <p className="note">The policy names no limit: only the backend ends this session.</p>
        ) : (
          <Pairs rows={limits} />
        )}
        <h2>Choices</h2>
        <Pairs rows={choiceRows(policy)} />
        {policy.loosened.length > 0 && (
          <>
            <h2>Clauses that are not kept</h2>
            <ul className="plain">
              {policy.loosened.map(({ limit, atMost, clause, strength }) => (
                <li key={`${limit} ${clause}`}>
                  <code>{limit}</code> at most {atMost}: {clause} ({strength === 'none' ? 'a figure chosen for it' : strength})
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section aria-label="Findings">
        <h2>Findings</h2>
        {findings === null ? (
          <p className="quiet">
            Hand over the check to see what it finds: <code>{'<SessionDevtools check={checkPolicy} />'}</code>, from{' '}
            <code>@stillhere/policies</code>.
          </p>
        ) : findings.length === 0 ? (
          <p>Nothing to say against it.</p>
        ) : (
          <ul className="findings">
            {findings.map(({ code, severity, explanation, remedy }) => (
              <li key={`${code} ${explanation}`} data-severity={severity}>
                <p>
                  <span className="badge">{severity}</span> <code>{code}</code>
                </p>
                <p>{explanation}</p>
                <p className="quiet">{remedy}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function Pairs({ rows }: { readonly rows: readonly (readonly [string, string])[] }): ReactElement {
  return (
    <dl className="pairs">
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>
            <code>{key}</code>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
