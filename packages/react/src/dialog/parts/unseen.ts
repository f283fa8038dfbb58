import type { CSSProperties } from 'react'

/** Heard, not seen. Written by script as the browser's own properties, never into HTML: a strict content security policy allows it. */
export const UNSEEN: CSSProperties = {
  position: 'absolute',
  inlineSize: 1,
  blockSize: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}
