// Packs every public package as a release would and looks at what a user would get.
// Needs what `node scripts/build.mjs` emits.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { conclude, isMain, publicPackages, ROOT } from './lib/house.mjs'

const ALLOWED = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/.+\.(js|d\.ts|js\.map|d\.ts\.map|css)|src\/.+\.(ts|tsx|css))$/
const REFUSED = /\.(test|test-d|stories)\.|test-support|(^|\/)\./

/**
 * What is wrong with a packed package's content.
 *
 * @param {{ name: string, exports?: unknown, imports?: unknown, files: readonly string[], manifest: string }} packed
 * @returns {string[]}
 */
export function judgeContent({ name, exports, imports, files, manifest }) {
  const targets = [...new Set([exports, imports].flatMap(leaves))].map((target) => target.replace(/^\.\//, ''))
  return [
    ...files.filter((file) => !ALLOWED.test(file) || REFUSED.test(file)).map((file) => `${name}: ${file} has no business in the package`),
    ...['package.json', 'README.md', 'LICENSE'].filter((file) => !files.includes(file)).map((file) => `${name}: ${file} is missing`),
    ...targets
      .filter((target) => !files.includes(target))
      .map((target) => `${name}: package.json names ${target}, which is not in the package`),
    ...(manifest.includes('@stillhere/source') ? [`${name}: the source condition reached the published package.json`] : []),
    ...(/"(workspace|catalog):/.test(manifest) ? [`${name}: a workspace version reached the published package.json`] : []),
  ]
}

/** @param {unknown} value @returns {string[]} */
function leaves(value) {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : []
}

/** @param {import('./lib/house.mjs').PublicPackage} pkg @param {string} folder */
function checkPacked(pkg, folder) {
  execFileSync(bin('pnpm'), ['pack', '--pack-destination', folder], { cwd: pkg.folder, stdio: 'pipe' })
  const tarball = path.join(folder, readdirSync(folder)[0] ?? '')
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''))
  const manifest = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' })
  const { exports, imports } = JSON.parse(manifest)
  const sheets = Object.keys(pkg.published).filter((entry) => entry.endsWith('.css'))
  return [
    ...judgeContent({ name: pkg.name, exports, imports, files, manifest }),
    ...tool(pkg.name, 'publint', ['run', tarball, '--strict']),
    ...tool(pkg.name, 'attw', [
      tarball,
      '--profile',
      'esm-only',
      '--no-definitely-typed',
      '--no-emoji',
      '--format',
      'ascii',
      ...(sheets.length > 0 ? ['--exclude-entrypoints', ...sheets] : []),
    ]),
  ]
}

/** @param {string} name @param {string} command @param {string[]} args */
function tool(name, command, args) {
  const { status, stdout, stderr } = spawnSync(bin(command), args, { cwd: ROOT, encoding: 'utf8' })
  return status === 0 ? [] : [`${name}: ${command} says\n${stdout}${stderr}`]
}

/** @param {string} name */
function bin(name) {
  return path.join(ROOT, 'node_modules/.bin', name)
}

if (isMain(import.meta)) {
  const findings = publicPackages().flatMap((pkg) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'stillhere-pack-'))
    try {
      return checkPacked(pkg, folder)
    } catch (error) {
      return [`${pkg.name}: ${error instanceof Error ? error.message : String(error)}`]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  conclude('packages', findings)
}
