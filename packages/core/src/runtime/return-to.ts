import * as texts from '#texts'
import { StillhereError } from '../engine/errors.ts'
import type { ReturnTo } from '../ports/backend.ts'

/**
 * Lets through only a path of this origin (OWASP ASVS 5.0 3.7.2; RFC 9700 §4.11). Answers the error
 * `return-to-refused` for `//host`, `/\host`, control characters, encoded variants of these, and anything
 * that does not start with a slash.
 */
export function checkReturnTo(path: string): ReturnTo | StillhereError {
  if (isPath(path) && isPath(decoded(path))) return path
  return new StillhereError('return-to-refused', texts.returnToRefused(path))
}

function isPath(path: string): path is ReturnTo {
  if (!path.startsWith('/')) return false
  for (let index = 0; index < path.length; index += 1) {
    const code = path.charCodeAt(index)
    if (code < 0x20 || code === 0x7f || code === 0x5c) return false
  }
  return !path.startsWith('//')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path.split(/[?#]/)[0] ?? '')
  } catch {
    return ''
  }
}
