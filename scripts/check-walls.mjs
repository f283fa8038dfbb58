// The arrows between rooms: who may import whom. Specifiers are read from the syntax tree, and relative ones are
// resolved to the room they lead to, which a pattern on the specifier's text could not do.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'
import { conclude, files, isMain, ROOT } from './lib/house.mjs'

/** What end-to-end tests take from the scripts: the browsers to start, a server for what was built, a port for what drives them. */
const FOR_END_TO_END = ['scripts/browser.mjs', 'scripts/engines.mjs', 'scripts/lib/free-port.mjs', 'scripts/lib/static-server.mjs']

/** Rooms of the core, each with those it may look into. The list file of the `.` entry sees what it lists. */
const CORE = {
  engine: ['engine'],
  ports: ['engine', 'ports'],
  runtime: ['engine', 'ports', 'runtime'],
  browser: ['engine', 'ports', 'runtime', 'browser'],
  activity: ['engine', 'ports', 'runtime', 'browser', 'activity'],
  testing: ['engine', 'ports', 'runtime', 'testing'],
  index: ['engine', 'ports', 'runtime'],
}

/** What else of the workspace a package may name; its own outside dependencies are its package.json's business. */
const PACKAGES = {
  core: [],
  react: [
    '@stillhere/core',
    '@stillhere/core/activity',
    '@stillhere/core/browser',
    '@stillhere/core/inspection',
    '@stillhere/core/testing',
  ],
  oidc: ['@stillhere/core', '@stillhere/core/browser'],
  query: ['@stillhere/core'],
  adapters: ['@stillhere/core', '@stillhere/core/browser'],
  policies: ['@stillhere/core', '@stillhere/core/testing'],
  server: ['@stillhere/core'],
}

const ENTRIES = new Set([
  '@stillhere/core',
  '@stillhere/core/activity',
  '@stillhere/core/browser',
  '@stillhere/core/inspection',
  '@stillhere/core/testing',
  '@stillhere/react',
  '@stillhere/react/dialog',
  '@stillhere/react/dialog.css',
  ...files('packages/react/src/locales/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => `@stillhere/react/locales/${path.basename(file, '.ts')}`),
  '@stillhere/react/devtools',
  '@stillhere/react/devtools/production',
  '@stillhere/react/testing',
  '@stillhere/react/testing/playwright',
  '@stillhere/oidc',
  '@stillhere/query',
  ...['oidc-client-ts', 'auth0-spa-js', 'keycloak-js', 'next-auth', 'better-auth', 'bearer'].map((sdk) => `@stillhere/adapters/${sdk}`),
  '@stillhere/policies',
  '@stillhere/policies/timeline',
  '@stillhere/policies/timeline.css',
  '@stillhere/policies/privx-toml',
  '@stillhere/policies/corteza-env',
  '@stillhere/server',
  '@stillhere/server/node',
  '@stillhere/server/redis',
])

/** What a package's own `imports` lead to, below its `src`; which of its versions, a bundler's conditions say. */
const INNER = {
  core: { '#texts': 'engine/texts.ts', '#inspection': 'runtime/inspection/recorded.ts' },
  react: { '#texts': 'texts.ts' },
  policies: { '#texts': 'texts.ts' },
  oidc: { '#texts': 'texts.ts' },
}

const BANNED_NAME = /^I[A-Z][a-z]|^_|[a-z](Manager|Service|Helpers?|Utils?|Handler|Data|Info)$/

/**
 * Every import that goes against an arrow, every banned name at the top of a module, every variable a module keeps.
 *
 * @param {string} [root] Folder that holds `packages/`.
 * @returns {string[]} One line per finding.
 */
export function findBreaches(root = ROOT) {
  return files(['packages/*/src/**/*.{ts,tsx}', 'apps/*/src/**/*.{ts,tsx}', 'e2e/**/*.ts'], root).flatMap((file) => breachesOf(file, root))
}

/** @param {string} file @param {string} root */
function breachesOf(file, root) {
  const text = readFileSync(path.join(root, file), 'utf8')
  const { module, program, errors } = parseSync(file, text)
  if (errors.length > 0) return [`${file}: cannot be parsed: ${errors[0]?.message}`]
  const specifiers = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) => found.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map((found) => text.slice(found.moduleRequest.start, found.moduleRequest.end).replace(/^['"`]|['"`]$/g, '')),
  ]
  const isTest = /\.(test|test-d|stories)\.tsx?$|\/test-support\//.test(file)
  return [
    ...new Set(specifiers.flatMap((specifier) => judge(file, specifier, isTest) ?? [])),
    ...(isTest ? [] : program.body.flatMap((node) => judgeNode(file, node))),
  ]
}

/**
 * @param {string} file @param {string} specifier @param {boolean} isTest
 * @returns {string | null}
 */
function judge(file, specifier, isTest) {
  const [area, name = ''] = file.split('/')
  const breach = (/** @type {string} */ why) => `${file}: imports '${specifier}': ${why}`
  const inner = /** @type {Record<string, Record<string, string>>} */ (INNER)[name]?.[specifier]
  if (area === 'packages' && inner !== undefined) {
    return name === 'core' && !isTest ? judgeRoom(file, `packages/core/src/${inner}`, breach) : null
  }
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier)
    if (area === 'e2e' && FOR_END_TO_END.includes(target)) return null
    if (!target.startsWith(`${area}/${area === 'e2e' ? '' : `${name}/`}`)) return breach('another package is imported by its name')
    if (area === 'packages' && name === 'core' && !isTest) return judgeRoom(file, target, breach)
    if (!/\.(tsx?|css|json|svg)(\?.*)?$/.test(target)) return breach('the file extension is missing')
    return null
  }
  if (!specifier.startsWith('@stillhere/')) {
    if (area === 'packages' && name === 'core' && !isTest) return breach('the core has no dependencies')
    return null
  }
  if (!ENTRIES.has(specifier)) return breach('that is no entry of the package')
  if (area !== 'packages' || isTest) return null
  const allowed = /** @type {Record<string, string[]>} */ (PACKAGES)[name] ?? []
  const own = specifier === `@stillhere/${name}` || specifier.startsWith(`@stillhere/${name}/`)
  if (own) return breach('inside a package imports are relative')
  return allowed.includes(specifier) ? null : breach(`${name} may import ${allowed.join(', ') || 'nothing of the workspace'}`)
}

/** @param {string} file @param {string} target @param {(why: string) => string} breach */
function judgeRoom(file, target, breach) {
  const room = roomOf(file)
  const other = roomOf(target)
  const allowed = /** @type {Record<string, string[]>} */ (CORE)[room]
  if (!allowed) return breach(`${room} is no room of the core`)
  return allowed.includes(other) ? null : breach(`${room} may import ${allowed.join(', ')}, not ${other}`)
}

/** @param {string} file Below `packages/core/`. */
function roomOf(file) {
  return (file.split('/')[3] ?? '').replace(/\.ts$/, '')
}

/**
 * @param {string} file
 * @param {import('vite').ESTree.Program['body'][number]} node
 * @returns {string[]}
 */
function judgeNode(file, node) {
  const declared = node.type === 'ExportNamedDeclaration' && node.declaration ? node.declaration : node
  const findings = []
  if (declared.type === 'VariableDeclaration' && declared.kind !== 'const' && file.startsWith('packages/')) {
    findings.push(`${file}: keeps a variable at module level (${declared.kind}): state belongs to what a function returns`)
  }
  const names =
    declared.type === 'VariableDeclaration'
      ? declared.declarations.map((found) => ('name' in found.id ? found.id.name : ''))
      : 'id' in declared && declared.id && 'name' in declared.id
        ? [declared.id.name]
        : []
  for (const name of names) if (BANNED_NAME.test(name)) findings.push(`${file}: '${name}' is a name that says nothing`)
  return findings
}

if (isMain(import.meta)) conclude('walls', findBreaches())
