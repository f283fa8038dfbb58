import type { Inspectable, Inspection } from './types.ts'

/** The same in every copy of this module: development servers may load several. */
export const INSPECTION: unique symbol = Symbol.for('stillhere.inspection')

/**
 * What a session tells of itself; null for one that was made by a production build, or that stands still.
 *
 * @example
 * inspectionOf(session)?.steps().at(-1)?.event.type
 */
export function inspectionOf(session: Inspectable): Inspection | null {
  const found: unknown = Reflect.get(session.getState, INSPECTION)
  return isInspection(found) ? found : null
}

function isInspection(value: unknown): value is Inspection {
  return typeof value === 'object' && value !== null && 'steps' in value && 'tools' in value
}
