/** Every place that scripts, people or other tabs can read; null where no token stands in any. */
export function judgeSecrets(marker: string, places: Readonly<Record<string, unknown>>): string | null {
  for (const [name, content] of Object.entries(places)) {
    if ((JSON.stringify(content) ?? '').includes(marker)) return `8 no token anywhere: there is one in ${name}`
  }
  return null
}
