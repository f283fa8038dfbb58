'use client'
import { type Context, createContext } from 'react'
import type { SessionMessages } from './messages.ts'

/** The words that the provider was given, null where it was given none. */
export const MessagesContext: Context<SessionMessages | null> = createContext<SessionMessages | null>(null)
