'use client'
import { useEffect } from 'react'
import { UNSEEN } from '../../unseen.tsx'
import { createPart, type DialogPart, type DialogScope } from './part.tsx'

/** The live region as the root adds it where the app placed none. */
export const Region: DialogPart<'div'> = createPart('div', regionOf)

/**
 * Heard, not seen: the live region that speaks the time left on its schedule. The root adds one when it is left out. It is
 * there, empty, before its first words (WCAG technique ARIA22).
 */
export const Announcer: DialogPart<'div'> = createPart('div', (scope) => {
  const { claimAnnouncer } = scope
  useEffect(() => claimAnnouncer(), [claimAnnouncer])
  return regionOf(scope)
})

function regionOf({ view }: DialogScope) {
  return { ...view.announcerProps, children: view.announcement, ...(view.open && { style: UNSEEN }) }
}
