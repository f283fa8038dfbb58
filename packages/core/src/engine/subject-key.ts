/**
 * An opaque, non-secret name for a user, so that tabs can tell one user from another without sharing who it is.
 * Two FNV-1a hashes of 32 bits: enough to tell the users of one browser apart, not meant to keep an identifier secret.
 */
export function subjectKey(userId: string): string {
  return hash(userId, 0x811c9dc5) + hash(userId, 0x5bd1e995)
}

function hash(text: string, seed: number): string {
  let value = seed
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return (value >>> 0).toString(36)
}
