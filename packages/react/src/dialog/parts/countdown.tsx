'use client'
import type { Warning } from '@stillhere/core'
import { forwardRef, type ReactElement } from 'react'
import { figureText } from '../../messages/format.ts'
import { useProvided } from '../../session-context.ts'
import { useTimeLeft } from '../../use-session-countdown.ts'
import { type DialogPart, type PartProps, useDialogScope, usePart } from './part.tsx'

/**
 * The time left as a figure. Seen, not heard: what is heard comes from the live region, on its schedule. Nothing else in the
 * dialog renders when it ticks.
 */
export const Countdown: DialogPart<'time'> = forwardRef<HTMLTimeElement, Omit<PartProps<'time'>, 'ref'>>(function Countdown(props, ref) {
  const { view } = useDialogScope()
  return view.warning && <Figure warning={view.warning} given={props} place={ref} />
})

interface FigureProps {
  readonly warning: Warning
  readonly given: object
  readonly place: unknown
}

function Figure({ warning, given, place }: FigureProps): ReactElement | null {
  const { session } = useProvided()
  const { messages, state } = useDialogScope()
  const leftMs = useTimeLeft(session, warning.endsAt, 1000) ?? 0
  const own = {
    'aria-hidden': true,
    dateTime: `PT${leftMs / 1000}S`,
    children: <bdi>{figureText(leftMs, messages.locale)}</bdi>,
  }
  return usePart('time', own, given, place, state)
}
