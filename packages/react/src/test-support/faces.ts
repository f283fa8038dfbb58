import { type SessionState, StillhereError } from '@stillhere/core'
import type { SessionExpiringDialogProps } from '../dialog/index.ts'
import { ended, finalWarning, signedIn, START_AT, warningOf } from './session-double.ts'

/** What a face needs to be seen at its longest. */
export interface FaceCase {
  readonly name: string
  readonly state: SessionState
  readonly props?: SessionExpiringDialogProps
}

const UNREACHABLE = new StillhereError('backend-unavailable', 'No answer.')

/** Every face, each with everything on it that it can have. */
export const FACES: readonly FaceCase[] = [
  { name: 'still here', state: signedIn({ warning: warningOf('inactive') }) },
  { name: 'still here, busy', state: signedIn({ warning: { ...warningOf('inactive'), extend: { status: 'running' } } }) },
  {
    name: 'refresh failed, stay failed',
    state: signedIn({ warning: { ...warningOf('token-expired', 60_000), extend: { status: 'failed', error: UNREACHABLE } } }),
  },
  { name: 'time is nearly up', state: signedIn({ warning: finalWarning() }) },
  { name: 'an hour left', state: signedIn({ warning: finalWarning(3_725_000) }) },
  { name: 'checking', state: signedIn({ checking: { sinceAt: START_AT - 5_000, cause: 'woke', error: null } }) },
  { name: 'signed out, work lost', state: ended(), props: { unsavedWork: 'lost' } },
]
