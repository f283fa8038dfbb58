import { type ReactElement, useState } from 'react'
import { useWatched } from '../feed/watched.ts'
import type { RollCall } from '../platform/roll-call.ts'
import { findingsOf } from '../story/findings.ts'
import type { PolicyCheck } from '../story/policy-rows.ts'
import { reportOf } from '../story/report.ts'

interface ReportProps {
  readonly check: PolicyCheck | null
  readonly rollCall: RollCall
}

/** Copies the report; where the browser does not let it, shows it to be copied by hand. */
export function Report({ check, rollCall }: ReportProps): ReactElement {
  const { session, feed } = useWatched()
  const [said, setSaid] = useState('')
  const [shown, setShown] = useState<string | null>(null)

  const copy = async () => {
    const census = rollCall.getSnapshot()
    const report = reportOf({
      session,
      feed,
      findings: check === null ? [] : findingsOf(session, check),
      census: census.tabs.length === 0 ? null : census,
      userAgent: navigator.userAgent,
    })
    try {
      await navigator.clipboard.writeText(report)
      setShown(null)
      setSaid('Copied')
    } catch {
      setSaid('')
      setShown(report)
    }
  }

  return (
    <>
      <span className="said" role="status">
        {said}
      </span>
      <button
        type="button"
        onClick={() => void copy()}
        onBlur={() => setSaid('')}
        title="As Markdown, without anything of the user and without tokens"
      >
        Copy report
      </button>
      {shown !== null && (
        <div className="report" role="group" aria-label="Report">
          <label>
            The browser does not let it be copied; here it is.
            <textarea readOnly value={shown} rows={10} ref={(element) => element?.select()} />
          </label>
          <button type="button" onClick={() => setShown(null)}>
            Done
          </button>
        </div>
      )}
    </>
  )
}
