import type { SessionEnd, SignInResult } from '@stillhere/core'
import { useKeptDrafts, useSession } from '@stillhere/react'
import { SessionLimitNotice } from '@stillhere/react/dialog'
import { type ReactElement, useState } from 'react'
import { useTitle } from '../cases/use-title.ts'
import { here } from '../navigation.tsx'
import { scaleWords } from '../drawer/scale.ts'
import type { Settings } from '../settings/settings.ts'
import { endWords } from './end-words.ts'

interface SignInPageProps {
  readonly end: SessionEnd | null
  readonly direction: 'ltr' | 'rtl'
  readonly settings: Pick<Settings, 'chosen' | 'rate'>
}

/** Who is not signed in sees this; with an end, also why, unless the dialog lies over this page and says so. */
export function SignInPage({ end, direction, settings }: SignInPageProps): ReactElement {
  const { signIn, endedHere } = useSession((s) => ({ signIn: s.signIn, endedHere: s.status === 'ended' }))
  const [asking, setAsking] = useState<'idle' | 'running' | 'failed'>('idle')
  const kept = useKeptDrafts()
  const dialogSpeaks = endedHere && !(end?.reason === 'signed-out' && end.here)
  const words = end === null || dialogSpeaks ? null : endWords(end)
  useTitle('Sign in')

  const leave = async () => {
    setAsking('running')
    setAsking(afterSignIn(await signIn({ returnTo: here() })))
  }

  return (
    <div className="centre">
      <section className="panel card" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">{words?.title ?? 'Sign in to Fernwell Cases'}</h1>
        <p>{words?.text ?? 'Your team’s cases, notes and deadlines in one place.'}</p>
        {kept > 0 && !dialogSpeaks && (
          <p className="notice" data-tone="fine">
            {keptWords(kept)}
          </p>
        )}
        {asking === 'failed' && (
          <p className="notice" role="alert">
            We couldn’t reach the sign-in page. Try again in a moment.
          </p>
        )}
        <button type="button" className="button button-main button-wide" aria-busy={asking === 'running'} onClick={() => void leave()}>
          {words === null ? 'Sign in' : 'Sign in again'}
        </button>
        <p className="card-hint">This is a demonstration: any name and any password will do.</p>
        {settings.chosen && (
          <p className="card-hint">
            These are the limits of “{settings.chosen.label}”, with a session of their own. Time runs fast: {scaleWords(settings.rate)}.
          </p>
        )}
        <div dir={direction}>
          <SessionLimitNotice className="card-limits" unsavedWork="saved" />
        </div>
      </section>
    </div>
  )
}

function keptWords(count: number): string {
  const notes = count === 1 ? 'A note that was not saved is' : `${count} notes that were not saved are`
  return `${notes} kept in this tab. Nobody but whoever wrote ${count === 1 ? 'it' : 'them'} can read ${count === 1 ? 'it' : 'them'}, after signing in here.`
}

function afterSignIn(result: SignInResult): 'idle' | 'running' | 'failed' {
  if (result.ok) return 'idle'
  return result.reason === 'leaving' ? 'running' : 'failed'
}
