import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder that holds the workspace. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** Where checks leave their reports and other things nobody keeps. */
export const CACHE = path.join(ROOT, 'node_modules/.cache/verify')

/**
 * @typedef {object} PublicPackage
 * @property {string} name As on the registry.
 * @property {string} folder Absolute.
 * @property {Record<string, string | Record<string, string>>} exports As in the workspace.
 * @property {Record<string, string | Record<string, string>>} published As `publishConfig` gives it to the registry.
 * @property {Record<string, Record<string, unknown>>} [imports] Names of the package's own, as in the workspace.
 * @property {{ readonly imports?: Record<string, Record<string, unknown>> }} publishConfig
 */

/**
 * The packages that are published, by name.
 *
 * @param {string} [root]
 * @returns {PublicPackage[]}
 */
export function publicPackages(root = ROOT) {
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((file) => {
      const manifest = JSON.parse(readFileSync(path.join(root, file), 'utf8'))
      return { ...manifest, folder: path.join(root, path.dirname(file)), published: manifest.publishConfig?.exports ?? {} }
    })
    .filter((manifest) => !manifest.private)
}

/**
 * Files of the workspace, relative to `root`, sorted; what is installed or built is left out.
 *
 * @param {string | string[]} pattern
 * @param {string} [root]
 */
export function files(pattern, root = ROOT) {
  return globSync(pattern, { cwd: root, exclude: (name) => /(^|[\\/])(node_modules|dist|storybook-static)$/.test(name) })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
}

/**
 * Prints what a check found and sets the exit code; says so when it found nothing.
 *
 * @param {string} subject What was looked at, for the line that says all is well.
 * @param {readonly string[]} findings
 */
export function conclude(subject, findings) {
  for (const finding of findings) console.error(finding)
  console.log(findings.length === 0 ? `${subject}: all is well` : `${subject}: ${findings.length} found`)
  if (findings.length > 0) process.exitCode = 1
}

/**
 * Whether the module is what `node` was asked to run, and not imported by a test.
 *
 * @param {ImportMeta} meta
 */
export function isMain(meta) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === meta.filename
}
