'use client'
import type { Session, SessionState } from '@stillhere/core'
import { useState } from 'react'
import type { SessionDialogFace } from '../messages/messages.ts'
import { NOTHING, type Occasion, occasionOf } from './face.ts'
import { useIsPast } from './use-is-past.ts'

/** A check that takes longer is explained. Most take one round to the server, and a dialog that flashes up explains nothing. */
const EXPLAINED_AFTER_MS = 2000

export interface Shown {
  readonly occasion: Occasion
  /** The face took the place of another one while the dialog was open. */
  readonly changed: boolean
  /** Puts this occasion away; the next one opens again. */
  readonly dismiss: () => void
}

/**
 * What the dialog shows. A check takes over an open dialog at once and opens one by itself only when it goes on for a while;
 * until then the gate's cover is enough.
 */
export function useOccasion(
  session: Session<unknown>,
  state: Pick<SessionState<unknown>, 'warning' | 'checking' | 'end' | 'status'>,
  signedOutFace: 'show' | 'none',
): Shown {
  const [dismissed, setDismissed] = useState('')
  const [last, setLast] = useState<{ readonly face: SessionDialogFace | null; readonly changed: boolean }>({ face: null, changed: false })
  const now = occasionOf(state)
  const long = useIsPast(session, state.checking === null ? null : state.checking.sinceAt + EXPLAINED_AFTER_MS)

  const quiet =
    now.key === dismissed ||
    (now.face === 'signed-out' && signedOutFace === 'none') ||
    (now.face === 'checking' && !long && (last.face === null || last.face === 'signed-out'))
  const occasion = quiet ? NOTHING : now
  const changed = occasion.face === last.face ? last.changed : occasion.face !== null && last.face !== null
  if (occasion.face !== last.face) setLast({ face: occasion.face, changed })
  return { occasion, changed, dismiss: () => setDismissed(now.key) }
}
