/** What is said of one situation. Durations count from the sign-in, in milliseconds. */
export interface Said {
  readonly situation: string
  readonly endsAfterMs: number | null
  readonly reason: string | null
  readonly warningMs: number | null
  readonly warningExtendable: boolean | null
  readonly coveredAfterMs: number | null
  readonly shownAgainAfterMs: number | null
  readonly refreshes: { readonly count: number; readonly firstAfterMs: number | null; readonly lastAfterMs: number | null }
}

/** What has to be said of it. */
export interface Foretold extends Said {
  /** How far it may lie from that: how often presence is reported within a minute is nobody's promise. */
  readonly withinMs: number
  /** What else may be the reason so near to that end. */
  readonly otherReasons: readonly string[]
}

/** The first thing that is said otherwise than it is foretold; null where there is none. */
export function disagreement(said: readonly Said[], foretold: readonly Foretold[]): string | null {
  for (const [index, expected] of foretold.entries()) {
    const found = said[index]
    if (found === undefined || !agrees(found, expected)) {
      return `it says ${JSON.stringify(found)}, and by the rules it is ${JSON.stringify(expected)}`
    }
  }
  return said.length === foretold.length ? null : `it says ${said.length} things, and there are ${foretold.length} to be said`
}

function agrees(said: Said, foretold: Foretold): boolean {
  const near = (one: number | null, other: number | null) =>
    one === null || other === null ? one === other : Math.abs(one - other) <= foretold.withinMs
  return (
    said.situation === foretold.situation &&
    near(said.endsAfterMs, foretold.endsAfterMs) &&
    (said.reason === foretold.reason || foretold.otherReasons.some((reason) => reason === said.reason)) &&
    near(said.warningMs, foretold.warningMs) &&
    said.warningExtendable === foretold.warningExtendable &&
    near(said.coveredAfterMs, foretold.coveredAfterMs) &&
    near(said.shownAgainAfterMs, foretold.shownAgainAfterMs) &&
    (foretold.withinMs > 0 || JSON.stringify(said.refreshes) === JSON.stringify(foretold.refreshes))
  )
}
