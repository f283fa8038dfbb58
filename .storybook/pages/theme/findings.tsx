import type { ReactElement } from 'react'
import { contrast } from './oklch.ts'
import { COLOURS, type Scheme, type Theme } from './tokens.ts'

/** Where a colour does not stand out enough, in words. */
export function findingsOf(theme: Theme): readonly string[] {
  return (['light', 'dark'] as const).flatMap((scheme: Scheme) =>
    COLOURS.flatMap(({ name, label, against, least }) => {
      if (against === null) return []
      const ratio = contrast(theme[scheme][name], theme[scheme][against])
      const on = COLOURS.find((colour) => colour.name === against)?.label.toLowerCase() ?? against
      return ratio >= least
        ? []
        : [`${scheme === 'light' ? 'Light' : 'Dark'}: ${label.toLowerCase()} on ${on} is ${ratio.toFixed(1)}:1 and should be ${least}:1.`]
    }),
  )
}

export function Findings({ theme }: { readonly theme: Theme }): ReactElement {
  const findings = findingsOf(theme)
  return (
    <div className="findings" role="status" data-enough={findings.length === 0}>
      {findings.length === 0 ? (
        <p>Every colour stands out enough: text 7:1, quiet text 4.5:1, lines 3:1.</p>
      ) : (
        <>
          <p>
            <strong>Not everybody will be able to read this.</strong>
          </p>
          <ul>
            {findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
