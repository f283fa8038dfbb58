'use client'
import { useContext } from 'react'
import { english } from './english.ts'
import type { SessionMessages } from './messages.ts'
import { MessagesContext } from './messages-context.ts'

/** A component's own words, else the provider's, else English. */
export function useMessages(own: SessionMessages | undefined): SessionMessages {
  const provided = useContext(MessagesContext)
  return own ?? provided ?? english
}
