import type { Log } from '../ports/log.ts'
import type { Platform } from './platform.ts'

/** The console. Code, message and link only: a cause may hold what must not be printed. */
export function browserLog(platform: Pick<Platform, 'console'> = globalThis): Log {
  return { error: ({ code, message, docs }) => platform.console?.error(`stillhere: ${code}: ${message}\n${docs}`) }
}
