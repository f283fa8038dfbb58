import { commands } from 'vitest/browser'

/** What people set in their system, as CSS media features see it; null is the browser's default. */
export interface Media {
  readonly colorScheme?: 'light' | 'dark' | null
  readonly reducedMotion?: 'reduce' | null
  readonly forcedColors?: 'active' | null
  readonly contrast?: 'more' | null
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    readonly emulateMedia: (media: Media) => Promise<void>
  }
}

/** The page as somebody with these settings sees it, until it is called with nothing. */
export async function emulateMedia(media: Media = {}): Promise<void> {
  await commands.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null, ...media })
}
