import type { BackendAnswer, User } from '@stillhere/core'

type Live = Extract<BackendAnswer<unknown>, { status: 'live' }>

/** A live answer about the user that `parseUser` accepts. Nothing of its error is repeated: it may quote the user. */
export function answerFor<U>(
  parseUser: (said: unknown) => U,
  said: unknown,
  rest: Omit<Live, 'status' | 'user'>,
): Extract<BackendAnswer<U>, { status: 'live' | 'misconfigured' }> {
  try {
    return { ...rest, status: 'live', user: parseUser(said) }
  } catch {
    return { status: 'misconfigured', message: 'parseUser refused the user. What it is handed and what it accepts have to agree.' }
  }
}

/** The standard claims that are text. Throws without `sub`. */
export function standardUser(claims: unknown): User {
  const sub = textOf(claims, 'sub')
  if (sub === null) throw new TypeError('no sub')
  return { sub, ...standardTexts(claims, { name: 'name', email: 'email', picture: 'picture' }) }
}

/** The standard claims under the names that they have there. */
export function standardTexts(said: unknown, names: { readonly [Claim in 'name' | 'email' | 'picture']: string }): Omit<User, 'sub'> {
  const [name, email, picture] = [textOf(said, names.name), textOf(said, names.email), textOf(said, names.picture)]
  return { ...(name !== null && { name }), ...(email !== null && { email }), ...(picture !== null && { picture }) }
}

/** A text that says something, or null. */
export function textOf(said: unknown, key: string): string | null {
  const value = fieldOf(said, key)
  return typeof value === 'string' && value !== '' ? value : null
}

/** What an object holds under this name; null for what is no object. */
export function fieldOf(said: unknown, key: string): unknown {
  return typeof said === 'object' && said !== null ? Reflect.get(said, key) : null
}
