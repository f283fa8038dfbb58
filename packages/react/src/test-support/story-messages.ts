import { type Context, createContext, useContext } from 'react'
import { messages as english } from '../locales/en.ts'
import type { SessionMessages } from '../index.ts'

/** The words of the language that is chosen above the stories. */
export const StoryMessagesContext: Context<SessionMessages> = createContext(english)

export function useStoryMessages(): SessionMessages {
  return useContext(StoryMessagesContext)
}

/** What is expected of a story is written in English; in another language only `elsewhere` happens, by default nothing. */
export function inEnglish<Context extends { readonly globals: Readonly<Record<string, unknown>> }>(
  play: (context: Context) => Promise<void>,
  elsewhere?: (context: Context) => Promise<void>,
): (context: Context) => Promise<void> {
  return async (context) => {
    const { language = 'en' } = context.globals
    await (language === 'en' ? play : elsewhere)?.(context)
  }
}
