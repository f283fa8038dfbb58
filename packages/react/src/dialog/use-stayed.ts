'use client'
import { useState } from 'react'
import type { Occasion } from './face.ts'

/** true from the closing of a dialog because all is well again, until something else happens. */
export function useStayed({ face }: Occasion, live: boolean): boolean {
  const open = face === 'refresh-failed' || face === 'still-here' || face === 'checking'
  const [seen, setSeen] = useState({ open, stayed: false })
  const stayed = live && face === null && (seen.open || seen.stayed)
  if (open !== seen.open || stayed !== seen.stayed) setSeen({ open, stayed })
  return stayed
}
