import type { Tab, World, WorldOptions } from '@stillhere/core/testing'
import { createWorld } from '@stillhere/core/testing'
import { STORY_USER } from './story-instant.ts'

/** A session on a virtual machine, brought to where it is worth looking at. */
export interface Scene {
  readonly world: World
  readonly tab: Tab
}

/** One tab in which somebody has just been there, unless `options` say that nobody is signed in. */
export async function openScene(options: Partial<WorldOptions> = {}): Promise<Scene> {
  const world = createWorld({ user: STORY_USER, ...options })
  const tab = world.tab()
  await world.advance('1s')
  await tab.input()
  return { world, tab }
}

/** What a story's loader has brought. */
export function sceneOf(loaded: Readonly<Record<string, unknown>>): Scene {
  if (isScene(loaded)) return loaded
  throw new Error('This story needs the loader of its file.')
}

function isScene(loaded: object): loaded is Scene {
  return 'world' in loaded && 'tab' in loaded
}
