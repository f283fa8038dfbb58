import type { ReactElement } from 'react'
import { createFixedSession, type FixedState, StillhereError, STORY_USER } from '../../product.ts'
import { Radios } from '../radios.tsx'

/** Half past two, wherever you are: the dialog says the time of day. */
const NOW_AT = new Date(2026, 0, 15, 14, 33).getTime()
const SIGNED_IN = { status: 'signed-in', user: STORY_USER, nowAt: NOW_AT } as const

/** Faces to try a theme on. Between them they show every colour. */
export const SPECIMENS: readonly { readonly name: string; readonly state: FixedState }[] = [
  {
    name: 'Are you still here?',
    state: {
      ...SIGNED_IN,
      warning: { cause: 'inactive', openedAt: NOW_AT - 35_000, endsAt: NOW_AT + 85_000, extendable: true, extend: { status: 'idle' } },
    },
  },
  {
    name: 'Reconnecting failed',
    state: {
      ...SIGNED_IN,
      warning: {
        cause: 'token-expired',
        openedAt: NOW_AT - 42_000,
        endsAt: NOW_AT + 18_000,
        extendable: true,
        extend: { status: 'failed', error: new StillhereError('backend-unavailable', 'The session endpoint did not answer.') },
      },
    },
  },
  {
    name: 'Time is nearly up',
    state: {
      ...SIGNED_IN,
      warning: { cause: 'max-lifetime', openedAt: NOW_AT - 20_000, endsAt: NOW_AT + 100_000, extendable: false, extend: null },
    },
  },
  {
    name: 'Signed out, work lost',
    state: { status: 'ended', end: { reason: 'inactive', here: true, endedAt: NOW_AT, limitMs: 900_000 } },
  },
]

export function sessionOf(index: number) {
  const specimen = SPECIMENS[index]
  return createFixedSession(specimen?.state ?? { status: 'signed-out' })
}

interface ChooserProps {
  readonly chosen: number
  readonly onChoose: (index: number) => void
}

export function SpecimenChooser({ chosen, onChoose }: ChooserProps): ReactElement {
  return (
    <fieldset className="choice">
      <legend className="unseen">Face</legend>
      <Radios name="specimen" options={SPECIMENS.map(({ name }, index) => [index, name])} chosen={chosen} onChoose={onChoose} />
    </fieldset>
  )
}
