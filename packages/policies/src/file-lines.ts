import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'

/** A file that cannot be read as a policy: where, and why. */
export function unreadable(file: string, line: number, why: string, cause?: unknown): StillhereError {
  return new StillhereError('policy-file-invalid', texts.fileUnreadable(file, line, why), cause === undefined ? {} : { cause })
}

/** A value that breaks a rule: where, which, and which rule. */
export function refused(file: string, line: number, key: string, value: unknown, rule: string, cause?: unknown): StillhereError {
  const text = texts.fileKeyRefused(file, line, key, value, rule)
  return new StillhereError('policy-file-invalid', text, cause === undefined ? {} : { cause })
}

/** Numbers of the lines that match, from 1. */
export function linesThat(text: string, matches: (line: string) => boolean): readonly number[] {
  return text.split(/\r\n?|\n/).flatMap((line, at) => (matches(line) ? [at + 1] : []))
}
