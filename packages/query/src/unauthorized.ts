import type { UnauthorizedAnswer } from '@stillhere/core'

/** The status 401, at the error itself, its `response` or its `cause`: so `fetch` wrappers, axios, ky and thrown responses say it. */
export function hasStatus401(error: unknown): boolean {
  return places(error).some((place) => at(place, 'status') === 401)
}

/** The response that the error tells of, if it has kept it. */
export function responseOf(error: unknown): UnauthorizedAnswer | undefined {
  return places(error).find(isResponse)
}

function places(error: unknown): readonly unknown[] {
  const cause = at(error, 'cause')
  return [error, at(error, 'response'), cause, at(cause, 'response')]
}

function isResponse(value: unknown): value is UnauthorizedAnswer {
  return typeof at(at(value, 'headers'), 'get') === 'function'
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
