import { type Backend, createSession, type FactsStorage, type Session } from '@stillhere/core'
import { browserPorts } from '@stillhere/core/browser'
import { type ReactElement, type ReactNode, useState } from 'react'
import { SessionExpiringDialog } from '../dialog/index.ts'
import { SessionGate, SessionProvider, useSessionCountdown } from '../index.ts'
import { figureText } from '../messages/format.ts'
import { useStoryMessages } from './story-messages.ts'
import { STORY_USER } from './story-instant.ts'

/** A second of the story is half a minute. */
const RATE = 30
const LIMIT_MINUTES = 15
const MINUTE_MS = 60_000
/** The default of a policy. */
const LEAD_MS = 2 * MINUTE_MS

/**
 * The product's own session in this page, on a clock that is thirty times as fast: what you do at the story is what a user does. Nobody
 * touches anything for fifteen minutes, which are half a minute here, and it is over.
 */
export function LiveScene({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const [session, setSession] = useState(liveSession)
  const again = (
    <main className="sign-in-page">
      <h1>Casebook</h1>
      <button type="button" onClick={() => setSession(liveSession())}>
        Sign in again
      </button>
    </main>
  )
  return (
    <SessionProvider key={session.name} session={session} messages={useStoryMessages()}>
      <SessionGate restoring={<p className="sign-in-page">One moment …</p>} signedOut={again}>
        <main className="live-scene">
          <h1>{title}</h1>
          <TimeLeft />
          {children}
        </main>
      </SessionGate>
      <SessionExpiringDialog signedOutFace="none" />
    </SessionProvider>
  )
}

/** What stands for the user at the moment, in a line. */
export function Standing({ active, children }: { readonly active: boolean; readonly children: ReactNode }): ReactElement {
  return (
    <p className="live-standing" data-active={active}>
      {children}
    </p>
  )
}

function TimeLeft() {
  const leftMs = useSessionCountdown({ step: '10s' }) ?? LIMIT_MINUTES * MINUTE_MS
  return (
    <section className="live-left" aria-label="Time left">
      <p>
        <b>{figureText(leftMs, 'en')}</b> until you are signed out, unless you touch this page
      </p>
      <progress max={LIMIT_MINUTES} value={leftMs / MINUTE_MS} data-short={leftMs <= LEAD_MS} aria-label="Minutes left" />
      <small>A second is half a minute here. Take your hands off and watch.</small>
    </section>
  )
}

function liveSession(): Session {
  const name = crypto.randomUUID()
  const live = { status: 'live', userId: 'ada', user: STORY_USER, endsIn: {}, sessionKey: name } as const
  const backend: Backend = { restore: async () => live, refresh: async () => live, peek: async () => live, signOut: async () => {} }
  const ports = { ...browserPorts({ name, rate: RATE }), facts: factsInMemory() }
  return createSession({ name, backend, policy: { inactivity: `${LIMIT_MINUTES}m` }, ports })
}

/** Stories leave nothing behind in the browser. */
function factsInMemory(): FactsStorage {
  let kept: unknown = null
  return {
    kind: 'memory',
    read: async () => kept,
    async update(change) {
      kept = change(kept) ?? kept
      return kept
    },
  }
}
