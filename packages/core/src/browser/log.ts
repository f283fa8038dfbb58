import * as texts from '#texts'
import type { Log } from '../ports/log.ts'
import type { Platform } from './platform.ts'

/** The console. Code, message and link only: a cause may hold what must not be printed. */
export function browserLog(platform: Pick<Platform, 'console'> = globalThis): Log {
  return { error: (error) => platform.console?.error(texts.consoleLine(error)) }
}
