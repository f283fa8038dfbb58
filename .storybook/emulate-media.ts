/** What a person may have chosen in the system's settings. */
export interface Preferences {
  readonly contrast: 'as-set' | 'more'
  readonly motion: 'as-set' | 'reduced'
}

const ASKED = [
  ['(prefers-contrast: more)', 'contrast', 'more', true],
  ['(prefers-reduced-motion: reduce)', 'motion', 'reduced', true],
  ['(prefers-reduced-motion: no-preference)', 'motion', 'reduced', false],
] as const

const originals = new WeakMap<MediaList, string>()

/**
 * A page cannot set the system's preferences, but it can rewrite what its own style sheets ask: the very rules that ship
 * are switched on (`all`) or off (`not all`). Goes back to asking the system with `as-set`.
 */
export function emulateMedia(document: Document, preferences: Preferences): void {
  for (const sheet of document.styleSheets) rewrite(sheet, preferences)
}

function rewrite(holder: CSSStyleSheet | CSSRule, preferences: Preferences): void {
  for (const rule of rulesOf(holder)) {
    if ('media' in rule && isMediaList(rule.media)) rewriteQuery(rule.media, preferences)
    rewrite(rule, preferences)
  }
}

function rewriteQuery(media: MediaList, preferences: Preferences): void {
  const original = originals.get(media) ?? media.mediaText
  const asked = ASKED.find(([query]) => query === original)
  if (asked === undefined) return
  originals.set(media, original)
  const [, preference, value, applies] = asked
  const wanted = preferences[preference] === value ? (applies ? 'all' : 'not all') : original
  if (media.mediaText !== wanted) media.mediaText = wanted
}

function rulesOf(holder: CSSStyleSheet | CSSRule): Iterable<CSSRule> {
  try {
    // Imported sheets hang on their rule; sheets of another origin refuse.
    if ('styleSheet' in holder && holder.styleSheet instanceof Object) return [...(holder.styleSheet as CSSStyleSheet).cssRules]
    return 'cssRules' in holder ? [...holder.cssRules] : []
  } catch {
    return []
  }
}

function isMediaList(value: unknown): value is MediaList {
  return typeof value === 'object' && value !== null && 'mediaText' in value
}
