// The browsers besides Chromium, and which of them this machine lacks.
import { existsSync, globSync } from 'node:fs'
import { isMain } from './lib/house.mjs'

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']

/** What drives WebKitGTK. */
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver'

/** `FIREFOX_PATH`, an installed Firefox, or null. */
export function firefoxPath() {
  return [process.env.FIREFOX_PATH, ...FIREFOX].find((path) => path && existsSync(path)) ?? null
}

/** WebKitGTK's own small browser, where there is what it takes to drive it on a screen that nobody sees; else null. */
export function miniBrowserPath() {
  const canBeDriven = existsSync(WEBKIT_DRIVER) && existsSync('/usr/bin/xvfb-run')
  return canBeDriven ? (globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser')[0] ?? null) : null
}

/** The files of the contract that can run here. Chromium comes with the workspace. */
export function engineTests() {
  return [
    'e2e/engines/chromium.engine.test.ts',
    ...(firefoxPath() ? ['e2e/engines/firefox.engine.test.ts'] : []),
    ...(miniBrowserPath() ? ['e2e/engines/webkit.engine.test.ts'] : []),
  ]
}

if (isMain(import.meta)) {
  if (!firefoxPath()) console.log('Firefox is not on this machine, so the contract was NOT tested in it.')
  if (!miniBrowserPath()) console.log('WebKitGTK is not on this machine, so the contract was NOT tested in it.')
}
