import { StillhereError } from '@stillhere/core'

/** Two renewers would spend one refresh token twice, which providers with reuse detection take for a theft. */
export function renewsItself(sdk: string, setting: string, remedy: string): StillhereError {
  return new StillhereError(
    'backend-renews-itself',
    `${sdk} renews tokens by itself (${setting}). Beside the session's own renewal it would spend the same refresh token a second time, and the provider would end the session. ${remedy}`,
  )
}
