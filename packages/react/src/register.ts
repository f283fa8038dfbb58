import type { User } from '@stillhere/core'

/**
 * Your user type, registered once for every hook.
 *
 * @example
 * declare module '@stillhere/react' {
 *   interface Register { user: AppUser }
 * }
 */
export interface Register {}

/** The user type that hooks and provider speak of: the registered one, else the standard claims. */
export type RegisteredUser = Register extends { user: infer U } ? U : User
