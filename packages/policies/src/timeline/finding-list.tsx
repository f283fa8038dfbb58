import type { ReactElement } from 'react'
import type { Finding } from '../finding.ts'
import type { TimelineMessages } from './messages.ts'

interface FindingListProps {
  readonly findings: readonly Finding[]
  readonly messages: TimelineMessages
  readonly Heading: 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
}

/** What `checkPolicy` found, the worst first. Its sentences are English in every language. */
export function FindingList({ findings, messages, Heading }: FindingListProps): ReactElement {
  return (
    <section>
      <Heading>{messages.findingsTitle}</Heading>
      {findings.length === 0 && <p>{messages.noFindings}</p>}
      {findings.length > 0 && (
        <ul className="stillhere-timeline__findings">
          {findings.map(({ code, severity, explanation, remedy }) => (
            <li key={`${code} ${explanation}`} data-severity={severity} data-code={code}>
              <strong>{messages.severities[severity]}</strong>{' '}
              <span lang="en" dir="ltr">
                {explanation} <span className="stillhere-timeline__quiet">{remedy}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
