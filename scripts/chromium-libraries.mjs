import { spawnSync } from 'node:child_process'
import process from 'node:process'

/** Debian's and Ubuntu's names for what Chromium without a desktop links to. */
const PACKAGES = {
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libsoftokn3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libplc4.so': 'libnspr4',
  'libplds4.so': 'libnspr4',
  'libexpat.so.1': 'libexpat1',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libcups.so.2': 'libcups2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libgbm.so.1': 'libgbm1',
  'libasound.so.2': 'libasound2',
  'libdrm.so.2': 'libdrm2',
}

/**
 * One line that names what the browser misses on this system and how to get it, or null when it misses nothing (or the
 * system has no `ldd` to ask, as on macOS).
 *
 * @param {string} executable Path of the browser.
 * @returns {string | null}
 */
export function missingLibraries(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return adviceOn(stdout ?? '')
}

/**
 * @param {string} output What `ldd` printed.
 * @returns {string | null}
 */
export function adviceOn(output) {
  const missing = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
  if (missing.length === 0) return null
  const known = /** @type {Record<string, string>} */ (PACKAGES)
  const names = [...new Set(missing.map((library) => known[library] ?? `$(apt-file search -l ${library})`))]
  const sudo = process.getuid?.() === 0 ? '' : 'sudo '
  return `Chromium lacks ${missing.join(', ')}. Get it with: ${sudo}apt-get update && ${sudo}apt-get install -y ${names.join(' ')}`
}
