import type { ReactElement } from 'react'

const SIGNS = [
  ['band', 'signed-in', 'signed in'],
  ['band', 'warning', 'warning'],
  ['band', 'covered', 'covered'],
  ['mark', 'renewed', 'renewed here'],
  ['mark', 'renewed-elsewhere', 'by another tab'],
  ['mark', 'failed', 'failed'],
  ['mark', 'to-come', 'refresh to come'],
] as const

/** What the signs of the drawing mean; beside a drawing that is hidden, hidden. */
export function Legend(): ReactElement {
  return (
    <ul className="legend" aria-hidden="true">
      {SIGNS.map(([kind, look, text]) => (
        <li key={text}>
          <svg width="14" height="12" viewBox="-7 -6 14 12">
            {kind === 'band' ? (
              <g className="band" data-look={look}>
                <rect x="-7" y="-5" width="14" height="10" rx="2" />
              </g>
            ) : (
              <g className="mark" data-kind={look}>
                {look === 'failed' ? <path d="M-4 -4L4 4M4 -4L-4 4" /> : <circle r={look === 'renewed-elsewhere' ? 3.5 : 4.5} />}
              </g>
            )}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}
