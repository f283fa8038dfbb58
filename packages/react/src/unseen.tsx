'use client'
import { type CSSProperties, type ReactElement, useSyncExternalStore } from 'react'
import { NEVER_CHANGES } from './countdown.ts'

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

interface UnseenStatusProps {
  readonly text: string
  readonly lang: string | undefined
}

/** A live region out of sight: there, empty, before its first words (WCAG technique ARIA22). */
export function UnseenStatus({ text, lang }: UnseenStatusProps): ReactElement | null {
  const inBrowser = useSyncExternalStore(NEVER_CHANGES.subscribe, isTrue, isFalse)
  // Not on the server: what hides it from sight is set by script.
  return inBrowser ? (
    <div role="status" aria-atomic="true" lang={lang} style={UNSEEN}>
      {text}
    </div>
  ) : null
}

function isTrue(): boolean {
  return true
}

function isFalse(): boolean {
  return false
}
