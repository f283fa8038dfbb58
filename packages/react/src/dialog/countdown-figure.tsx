'use client'
import type { Warning } from '@stillhere/core'
import type { CSSProperties, ReactElement } from 'react'
import { figureText } from '../messages/format.ts'
import { useProvided } from '../session-context.ts'
import { useTimeLeft } from '../use-session-countdown.ts'

type Steps = CSSProperties & Readonly<Record<'--stillhere-left' | '--stillhere-left-slow', number>>

const LAST_MS = 20_000

/** The time left as figure and ring. Seen, not heard: what is heard comes from the live region, on its schedule. */
export function CountdownFigure({ warning, locale }: { readonly warning: Warning; readonly locale: string }): ReactElement {
  const { session } = useProvided()
  const leftMs = useTimeLeft(session, warning.endsAt, 1000) ?? 0
  const share = (ms: number) => Math.min(1, ms / Math.max(1, warning.endsAt - warning.openedAt))
  const steps: Steps = { '--stillhere-left': share(leftMs), '--stillhere-left-slow': share(Math.ceil(leftMs / LAST_MS) * LAST_MS) }
  return (
    <div className="stillhere-dialog__countdown" aria-hidden="true" data-last-seconds={leftMs <= LAST_MS ? '' : undefined}>
      <svg className="stillhere-dialog__ring" viewBox="0 0 64 64" focusable="false" style={steps}>
        <circle cx="32" cy="32" r="29" pathLength={100} />
        <circle cx="32" cy="32" r="29" pathLength={100} data-left="" />
      </svg>
      <bdi className="stillhere-dialog__figure">{figureText(leftMs, locale)}</bdi>
    </div>
  )
}
