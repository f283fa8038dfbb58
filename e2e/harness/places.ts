import path from 'node:path'

/** The folder that holds the workspace. */
export const ROOT: string = path.resolve(import.meta.dirname, '../..')

/** The built demo, as the servers of the tests hand it out. */
export const DEMO_DIST: string = path.join(ROOT, 'apps/demo/dist')
