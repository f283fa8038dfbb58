export { createFixedSession } from '@stillhere/core/testing'
export type { Tab, World } from '@stillhere/core/testing'
export { createWorld } from './world.ts'
