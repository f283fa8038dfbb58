import type { InspectionTools, ToolsState } from '@stillhere/core/inspection'
import { type ReactElement, useState } from 'react'
import { useNow, useSteps, useWatched } from '../feed/watched.ts'
import { aheadOf } from '../story/binding.ts'
import { LIMIT_NAMES, shortDuration } from '../story/words.ts'
import { Tool } from './tool.tsx'

const NAPS = [
  ['10 s', 10_000],
  ['5 min', 300_000],
  ['1 h', 3_600_000],
  ['9 h', 9 * 3_600_000],
] as const

/** Brings about what would take hours, a broken server or a second person. */
export function ToolsPane(): ReactElement {
  const { feed } = useWatched()
  useSteps()
  const tools = feed.inspection?.tools
  if (tools === undefined) {
    return (
      <p className="note">
        There is nothing to tamper with: the session was made by a production build of stillhere. Bundlers take the development build unless
        they set the condition <code>production</code>.
      </p>
    )
  }
  return <Bench tools={tools} state={tools.getState()} />
}

function Bench({ tools, state }: { readonly tools: InspectionTools; readonly state: ToolsState }): ReactElement {
  const { session } = useWatched()
  const [nap, setNap] = useState<number>(300_000)
  const signedIn = session.getState().status === 'signed-in'
  const token = session.deadlines().some(({ reason }) => reason === 'token-expired' || reason === 'refresh-expired')
  const { failing } = state
  return (
    <div className="tools">
      <section aria-label="Refreshing">
        <h2>Refreshing</h2>
        <Tool name="Refresh now" about="As the app would ask for it." disabled={!signedIn} act={() => void session.refreshNow()} />
        <Tool
          name="Expire token now"
          about="The page is covered until the token is renewed; onTokenExpiry: 'end' ends the session."
          disabled={!signedIn || !token}
          act={() => tools.expireToken()}
        />
        <Tool
          name="Next refresh: no answer"
          about="As if the network failed once. The backend is not asked."
          pressed={failing?.how === 'unavailable'}
          act={() => tools.failRefreshes('unavailable', failing?.how === 'unavailable' ? 0 : 1)}
        />
        <Tool
          name="Next refresh: refused"
          about="As if the backend took the grant back. The backend is not asked, and knows nothing of it."
          pressed={failing?.how === 'rejected'}
          act={() => tools.failRefreshes('rejected', failing?.how === 'rejected' ? 0 : 1)}
        />
        <Tool
          name="Cut off from the backend"
          about="Every question to it fails, until you switch this off."
          pressed={state.cutOff}
          act={() => tools.setCutOff(!state.cutOff)}
        />
      </section>
      <section aria-label="Time">
        <h2>Time</h2>
        <Skips tools={tools} skipping={state.skipping} />
        <div className="tool-line">
          <button type="button" disabled={!signedIn} onClick={() => tools.sleep(nap)}>
            Sleep
          </button>
          <label className="field">
            <span className="unseen">How long the machine sleeps</span>
            <select value={nap} onChange={(event) => setNap(Number(event.target.value))}>
              {NAPS.map(([label, ms]) => (
                <option key={ms} value={ms}>
                  for {label}
                </option>
              ))}
            </select>
          </label>
          <span className="quiet">As a laptop that is closed and opened: timers stood still, the clock did not.</span>
        </div>
        {state.aheadMs > 0 && (
          <p className="note" role="status">
            This session’s clock is {shortDuration(state.aheadMs)} ahead in all its tabs, until it is over and they were loaded anew. Your
            server’s is not.
          </p>
        )}
      </section>
      <section aria-label="People">
        <h2>People</h2>
        <Tool
          name="Nobody is there"
          about="No input of this tab counts as activity, until you switch this off. What you do in this panel never counts."
          pressed={state.idle}
          act={() => tools.setIdle(!state.idle)}
        />
        <Tool name="Stay" about="As “Stay signed in” in the dialog." disabled={!signedIn} act={() => void session.extend()} />
        <Tool
          name="Sign out elsewhere"
          about="As another tab tells it. The backend is not asked."
          disabled={!signedIn}
          act={() => tools.signOutElsewhere()}
        />
        <Tool name="Revoke" about="As the backend tells it. The backend is not asked." disabled={!signedIn} act={() => tools.revoke()} />
        <Tool
          name="Restore"
          about="Asks the backend whether there is a session, as apps do after a form of their own. What has ended stays so: sign in again."
          disabled={signedIn}
          act={() => void session.restore()}
        />
      </section>
    </div>
  )
}

/** To what comes next, without waiting for it. */
function Skips({ tools, skipping }: { readonly tools: InspectionTools; readonly skipping: boolean }): ReactElement {
  const { session } = useWatched()
  const now = useNow()
  const ahead = aheadOf(session, now)
  return (
    <>
      {(['refresh', 'warning', 'end'] as const).map((kind) => {
        const next = ahead.find((one) => one.kind === kind)
        return (
          <Tool
            key={kind}
            name={`Skip to the next ${kind}`}
            about={
              next === undefined ? 'None is to come.' : `${LIMIT_NAMES[next.reason]}, in ${shortDuration(Math.max(0, next.at - now))}.`
            }
            disabled={next === undefined || skipping}
            act={() => void (next && tools.skipTo(next.at))}
          />
        )
      })}
      <p className="quiet">Time passes timer by timer, with nobody there; your server’s clock goes as ever.</p>
    </>
  )
}
