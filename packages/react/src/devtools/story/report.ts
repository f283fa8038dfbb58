import type { Session } from '@stillhere/core'
import type { Feed } from '../feed/feed.ts'
import type { Census } from '../platform/roll-call.ts'
import { aheadOf, sinceOf, sourceOf } from './binding.ts'
import { choiceRows, limitRows, type PolicyFinding } from './policy-rows.ts'
import { statusLine } from './status-line.ts'
import { tell } from './tell.ts'
import { shortDuration } from './words.ts'

/** Lines of the log that a report holds at most: the last ones. */
const LINES = 300

export interface ReportParts {
  readonly session: Session<unknown>
  readonly feed: Feed
  readonly findings: readonly PolicyFinding[]
  readonly census: Census | null
  readonly userAgent: string
}

/**
 * Everything that somebody needs who looks for a bug, as Markdown. Nothing of the user, no token, no address, no text that an app or a
 * backend has written: steps, figures, codes and names of this library alone, but for what the given findings explain.
 */
export function reportOf({ session, feed, findings, census, userAgent }: ReportParts): string {
  const now = session.now()
  const { inspection } = feed
  const told = feed.steps().map((step) => tell({ ...step, event: { ...step.event, label: null } }))
  const kept = told.slice(-LINES)
  const left = feed.forgotten() + told.length - kept.length
  const sections = [
    ['# Report of stillhere', `${statusLine(session).text}. Written at ${iso(now)} on the session’s clock.`],
    [
      '## Deadlines',
      ...orNone(
        session
          .deadlines()
          .map(
            (one, index) =>
              `- ${index === 0 ? '**binds:** ' : ''}${one.reason} at ${iso(one.endsAt)} (in ${shortDuration(one.endsAt - now)}); counted from ${sinceOf(one, now)}; ${sourceOf(one)}; ${one.extendable ? 'can move' : 'fixed'}`,
          ),
      ),
    ],
    [
      '## What comes',
      ...orNone(aheadOf(session, now).map(({ at, kind, reason }) => `- in ${shortDuration(at - now)}: ${kind} (${reason})`)),
    ],
    ['## Policy', ...[...limitRows(session.policy), ...choiceRows(session.policy)].map(([key, value]) => `- ${key}: ${value}`)],
    ['## Findings', ...orNone(findings.map(({ severity, code, explanation }) => `- ${severity}, ${code}: ${explanation}`))],
    ['## Platform', ...platformLines(session, feed, census, userAgent)],
    [
      '## What happened',
      ...(inspection === null ? ['Only changes of the state are known: the session was made by a production build.'] : []),
      ...(left > 0 ? [`${left} earlier steps are left out.`] : []),
      ...orNone(kept.map((line) => `- ${iso(line.at)}${line.untilAt > line.at ? ` to ${iso(line.untilAt)}` : ''} ${line.text}`)),
    ],
  ]
  return `${sections.map((lines) => lines.join('\n\n').replaceAll('\n\n- ', '\n- ').replace('\n- ', '\n\n- ')).join('\n\n')}\n`
}

function platformLines(session: Session<unknown>, { inspection }: Feed, census: Census | null, userAgent: string): readonly string[] {
  const { lock, channel, facts, peek, signIn } = session.capabilities
  return [
    `- lock ${lock}, channel ${channel}, facts ${facts}, peek ${yes(peek)}, signIn ${yes(signIn)}`,
    ...(inspection === null
      ? []
      : [`- credentials ${inspection.credentials}; the backend keeps: ${inspection.enforces.join(', ') || 'no limit that it names'}`]),
    ...(census === null
      ? []
      : [`- tabs with devtools: ${census.tabs.length}; the lock is ${census.holder === null ? 'free' : 'held'}, ${census.waiting} wait`]),
    ...(inspection !== null && inspection.tools.getState().aheadMs !== 0
      ? [`- the session’s clock was moved ahead by ${shortDuration(inspection.tools.getState().aheadMs)} by hand`]
      : []),
    `- ${userAgent}`,
  ]
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['None.'] : lines
}

function yes(given: boolean): string {
  return given ? 'yes' : 'no'
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
