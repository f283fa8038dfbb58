// Every new export is a decision: what the packages declare is kept in docs/api/ and compared.
// `node scripts/check-api.mjs --update` writes it. Needs the declarations that `tsc -b` emits.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'
import { conclude, isMain, publicPackages, ROOT } from './lib/house.mjs'

const HEADER = `The public declarations, entry by entry, without comments. Written by \`node scripts/check-api.mjs --update\`;
a change here is a change that users may see, and wants a changeset.`

/**
 * The declarations of every entry and of each module of the package that an entry reaches.
 *
 * @param {import('./lib/house.mjs').PublicPackage} pkg
 */
export function apiOf(pkg) {
  /** @type {Map<string, string>} */
  const modules = new Map()
  const entries = Object.entries(pkg.published).flatMap(([name, target]) => {
    const types = typeof target === 'object' ? target.types : undefined
    if (!types) return [`// ${pkg.name}${name.slice(1)} -> ${typeof target === 'object' ? target.default : target}`]
    collect(path.join(pkg.folder, types), modules)
    return [`// ${pkg.name}${name.slice(1)} -> ${types}`]
  })
  const texts = [...modules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => `// ${path.relative(pkg.folder, file)}\n${text}`)
  return `/*\n${HEADER}\n*/\n\n${entries.join('\n')}\n\n${texts.join('\n\n')}\n`
}

/** @param {string} file @param {Map<string, string>} modules */
function collect(file, modules) {
  if (modules.has(file)) return
  const source = readFileSync(file, 'utf8')
  const { comments, module } = parseSync(file, source)
  modules.set(file, withoutComments(source, comments))
  const specifiers = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) => found.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ]
  for (const specifier of specifiers.filter((found) => found.startsWith('.') && !found.endsWith('.css'))) {
    collect(path.resolve(path.dirname(file), specifier.replace(/\.(tsx?|js)$/, '.d.ts')), modules)
  }
}

/** @param {string} source @param {readonly { start: number, end: number }[]} comments */
function withoutComments(source, comments) {
  let text = ''
  let at = 0
  for (const { start, end } of comments) {
    text += source.slice(at, start)
    at = end
  }
  return (text + source.slice(at))
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')
}

/** @param {string} kept @param {string} found */
function firstDifference(kept, found) {
  const before = new Set(kept.split('\n'))
  const after = new Set(found.split('\n'))
  const lines = [
    ...[...before].filter((line) => !after.has(line)).map((line) => `  - ${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `  + ${line}`),
  ]
  return lines.length > 20 ? [...lines.slice(0, 20), `  and ${lines.length - 20} lines more`].join('\n') : lines.join('\n')
}

if (isMain(import.meta)) {
  const findings = []
  for (const pkg of publicPackages()) {
    const file = path.join(ROOT, 'docs/api', `${path.basename(pkg.folder)}.d.ts.txt`)
    try {
      const found = apiOf(pkg)
      const kept = existsSync(file) ? readFileSync(file, 'utf8') : ''
      if (process.argv.includes('--update')) {
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(file, found)
      } else if (kept !== found) {
        findings.push(
          `${pkg.name}: the public declarations changed. If that is meant: node scripts/check-api.mjs --update\n${firstDifference(kept, found)}`,
        )
      }
    } catch (error) {
      findings.push(`${pkg.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  conclude('public declarations', findings)
}
