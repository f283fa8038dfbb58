import type { ReactElement } from 'react'
import type { Explanation } from '../explain-policy.ts'
import type { TimelineMessages } from './messages.ts'
import { spansOf } from './spans.ts'

type Part = keyof TimelineMessages['legend']

/** What the marks mean that occur here. */
export function Legend({
  explanations,
  messages: { legend },
}: {
  readonly explanations: readonly Explanation[]
  readonly messages: TimelineMessages
}): ReactElement {
  return (
    <ul className="stillhere-timeline__legend">
      {partsOf(explanations).map((part) => (
        <li key={part}>
          <svg className="stillhere-timeline__sample" focusable="false">
            <Sample part={part} />
          </svg>
          {legend[part]}
        </li>
      ))}
    </ul>
  )
}

function partsOf(explanations: readonly Explanation[]): readonly Part[] {
  const looks = new Set(explanations.flatMap(spansOf).map(({ look }) => look))
  const occurs: readonly (readonly [Part, boolean])[] = [
    ['signedIn', looks.has('signed-in')],
    ['away', looks.has('away')],
    ['covered', looks.has('covered')],
    ['warning', explanations.some(({ warningMs }) => warningMs !== null)],
    ['end', explanations.some(({ endsAfterMs }) => endsAfterMs !== null)],
    ['goesOn', explanations.some(({ endsAfterMs }) => endsAfterMs === null)],
    ['refreshes', explanations.some(({ refreshes }) => refreshes.firstAfterMs !== null)],
  ]
  return occurs.flatMap(([part, there]) => (there ? [part] : []))
}

/** Whole pixels: 28 by 14. */
function Sample({ part }: { readonly part: Part }): ReactElement {
  switch (part) {
    case 'signedIn':
    case 'away':
    case 'covered':
      return (
        <g data-part={part === 'signedIn' ? 'signed-in' : part}>
          <rect x="1" width="26" y="2" height="10" />
          {part !== 'signedIn' && <line x1="1" x2="27" y1="7" y2="7" />}
        </g>
      )
    case 'warning':
      return (
        <g data-part="warning">
          <rect x="8" width="12" y="0" height="14" />
        </g>
      )
    case 'end':
      return <line data-part="end" x1="14" x2="14" y1="0" y2="14" />
    case 'goesOn':
      return (
        <g data-part="goes-on">
          <path d="M10 1 L17 7 L10 13" />
        </g>
      )
    case 'refreshes':
      return (
        <g data-part="refreshes">
          <line x1="3" x2="25" y1="7" y2="7" />
          <circle cx="3" cy="7" r="2.5" />
          <circle cx="25" cy="7" r="2.5" />
        </g>
      )
    default:
      return part satisfies never
  }
}
