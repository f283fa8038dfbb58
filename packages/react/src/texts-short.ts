/* These errors name no values: in production builds their code and its page say it all. */

function nothing(): string {
  return ''
}

export { nothing as notSignedIn, nothing as providerMissing, nothing as providerOptionsChanged }
