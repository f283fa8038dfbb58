/** What a developer's browser remembers of the panel. Nothing of the session. */
export interface Preferences {
  readonly open: boolean
  /** Height of the docked panel, in CSS pixels. */
  readonly height: number
  readonly pane: string
}

const KEY = 'stillhere-devtools'
const SHORTEST = 160
const USUAL: Preferences = { open: false, height: 340, pane: 'life' }

/** As usual where nothing is remembered, or where the browser forbids to look. */
export function readPreferences(): Preferences {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof read !== 'object' || read === null) return USUAL
    const open: unknown = Reflect.get(read, 'open')
    const height: unknown = Reflect.get(read, 'height')
    const pane: unknown = Reflect.get(read, 'pane')
    return {
      open: open === true,
      height: typeof height === 'number' ? fitting(height) : USUAL.height,
      pane: typeof pane === 'string' ? pane : USUAL.pane,
    }
  } catch {
    return USUAL
  }
}

/** Also where the browser forbids to look. */
export function isFirstVisit(): boolean {
  try {
    return localStorage.getItem(KEY) === null
  } catch {
    return true
  }
}

export function keepPreferences(changed: Partial<Preferences>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readPreferences(), ...changed }))
  } catch {
    // A browser that keeps nothing opens the panel as usual the next time.
  }
}

/** Neither a sliver nor taller than the window. */
export function fitting(height: number): number {
  return Math.round(Math.min(Math.max(SHORTEST, height), Math.max(SHORTEST, innerHeight - 48)))
}
