import type { BackendAnswer, User } from '@stillhere/core'
import { lifetimeUntil } from '../server-time.ts'
import { answerFor, fieldOf, standardTexts, textOf } from '../user.ts'

/** What `/get-session` tells, without the session's token, which is in there as well. */
export function liveAnswer(data: unknown, now: number | null, parseUser: (user: unknown) => unknown): BackendAnswer<unknown> {
  const session = fieldOf(data, 'session')
  const user = fieldOf(data, 'user')
  const [userId, sessionKey] = [textOf(user, 'id'), textOf(session, 'id')]
  const [expiresAt, createdAt] = [instantOf(session, 'expiresAt'), instantOf(session, 'createdAt')]
  if (userId === null || sessionKey === null || expiresAt === null)
    return {
      status: 'unavailable',
      message: 'What answered /get-session is not better-auth: no user.id, session.id and session.expiresAt.',
    }
  // A session begins with a sign-in and never by itself.
  const age = now !== null && createdAt !== null ? (`${Math.max(0, now - createdAt)}ms` as const) : null
  return answerFor(parseUser, user, {
    userId,
    sessionKey,
    endsIn: lifetimeUntil(expiresAt, now),
    ...(age !== null && { sessionAge: age, authAge: age }),
  })
}

export function betterAuthUser(user: unknown): User {
  return { sub: textOf(user, 'id') ?? '', ...standardTexts(user, { name: 'name', email: 'email', picture: 'image' }) }
}

/** The SDK makes dates of what looks like one. */
function instantOf(value: unknown, key: string): number | null {
  const said = fieldOf(value, key)
  const at = said instanceof Date ? said.getTime() : typeof said === 'string' ? Date.parse(said) : Number.NaN
  return Number.isNaN(at) ? null : at
}
