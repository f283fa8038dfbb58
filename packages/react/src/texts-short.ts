/* In production builds code, page and values say it all. */

export function draftNotStorable(key: string, what: string, detail: string): string {
  return [key, what, detail].filter(Boolean).join(' ')
}

function nothing(): string {
  return ''
}

export { nothing as notSignedIn, nothing as providerMissing, nothing as providerOptionsChanged, nothing as rootMissing }
