import { type Context, createContext, useContext } from 'react'
import { messages as english } from '../locales/en.ts'
import type { SessionMessages } from '../index.ts'

/** The words of the language that is chosen above the stories. */
export const StoryMessagesContext: Context<SessionMessages> = createContext(english)

export function useStoryMessages(): SessionMessages {
  return useContext(StoryMessagesContext)
}
