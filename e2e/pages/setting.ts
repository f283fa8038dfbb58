/** What a page of the tests is told about the place where it runs. */
export interface PageSetting {
  readonly issuer: string
  readonly clientId: string
  readonly scope: string
}

export function readSetting(): PageSetting {
  const setting: PageSetting = JSON.parse(document.getElementById('setting')?.textContent ?? 'null')
  return setting
}
