import { type ReactElement, useEffect, useSyncExternalStore } from 'react'
import { useWatched } from '../feed/watched.ts'
import type { Census, RollCall } from '../platform/roll-call.ts'
import { STATUS_WORDS } from '../story/words.ts'

const CAPABILITIES = {
  lock: { name: 'Lock', lacks: 'none', means: 'Refreshes of several tabs are kept apart by claims in the store.' },
  channel: { name: 'Channel', lacks: 'none', means: 'Tabs hear of each other only when they look.' },
  facts: { name: 'Shared facts', lacks: 'memory', means: 'There is no coherent store: the backend is asked under the lock instead.' },
} as const

/** Which tabs there are, who holds the lock, and what the platform gives. Asks when it is shown, when the window gets the focus, and by its button. */
export function TabsPane({ rollCall }: { readonly rollCall: RollCall }): ReactElement {
  const { session, feed } = useWatched()
  const census = useSyncExternalStore(rollCall.subscribe, rollCall.getSnapshot, rollCall.getSnapshot)
  useEffect(() => {
    rollCall.ask()
    addEventListener('focus', rollCall.ask)
    const stop = session.subscribe(rollCall.ask)
    return () => {
      removeEventListener('focus', rollCall.ask)
      stop()
    }
  }, [rollCall, session])
  const { capabilities } = session

  return (
    <div className="columns">
      <section aria-label="Tabs">
        <div className="row-of-controls">
          <h2>Tabs with open devtools</h2>
          <div className="buttons">
            <button type="button" onClick={rollCall.ask}>
              Ask again
            </button>
          </div>
        </div>
        <ul className="plain">
          {census.tabs.map(({ id, self, status, visible }) => (
            <li key={id}>
              <code>{id}</code> {self ? 'this tab' : 'another tab'}, {visible ? 'visible' : 'hidden'}, {status}
              {census.holder === id && <span className="badge">holds the lock</span>}
            </li>
          ))}
        </ul>
        <p className="quiet">
          Tabs without open devtools don’t answer. All tabs of a session share one truth; there is no leader among them.
        </p>
        <h2>The lock for refreshing</h2>
        <p>{lockWords(census)}</p>
      </section>
      <section aria-label="Platform">
        <h2>What the platform gives</h2>
        <dl className="pairs">
          {(['lock', 'channel', 'facts'] as const).map((part) => (
            <div key={part}>
              <dt>{CAPABILITIES[part].name}</dt>
              <dd>
                <code>{capabilities[part]}</code>
                {capabilities[part] === CAPABILITIES[part].lacks && <span className="quiet"> {CAPABILITIES[part].means}</span>}
              </dd>
            </div>
          ))}
        </dl>
        <h2>What the backend can</h2>
        <dl className="pairs">
          <div>
            <dt>Peek</dt>
            <dd>{capabilities.peek ? 'yes' : 'no: it can only be asked by refreshing or restoring'}</dd>
          </div>
          <div>
            <dt>Sign in</dt>
            <dd>{capabilities.signIn ? 'yes' : 'no: “Sign in again” loads the page anew'}</dd>
          </div>
          {feed.inspection !== null && (
            <>
              <div>
                <dt>Credentials</dt>
                <dd>{feed.inspection.credentials === 'shared' ? 'shared by all tabs' : 'each tab has its own'}</dd>
              </div>
              <div>
                <dt>Limits it keeps</dt>
                <dd>{feed.inspection.enforces.join(', ') || 'none that it names'}</dd>
              </div>
            </>
          )}
          <div>
            <dt>Session</dt>
            <dd>
              <code>{session.name}</code>, {STATUS_WORDS[session.getState().status].toLowerCase()}
            </dd>
          </div>
        </dl>
      </section>
    </div>
  )
}

function lockWords({ holder, tabs, tellsLocks, waiting }: Census): string {
  if (!tellsLocks) return 'This browser does not tell who holds it.'
  const others = waiting === 0 ? '' : ` ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for it.`
  if (holder === null) return `Nobody holds it: no tab is refreshing.${others}`
  const who =
    holder === 'unknown' ? 'A tab without open devtools' : tabs.find(({ id }) => id === holder)?.self ? 'This tab' : `Tab ${holder}`
  return `${who} holds it and is refreshing.${others}`
}
