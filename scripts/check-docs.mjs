// The repository explains itself: what tests cite is stated, what can go wrong has its page, links lead somewhere.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { conclude, files, isMain, ROOT } from './lib/house.mjs'

const CITED = /(?<![\w-])(?:R|P|SPEKTR|IAS|PRIVX|AUTHIT|CORTEZA)-\d+(?!\w)/g
const STATED = /^- \*\*((?:R|P|SPEKTR|IAS|PRIVX|AUTHIT|CORTEZA)-\d+)\*\*/gm
const HEADINGS = ['## Context', '## Decision', '## Alternatives', '## Consequences']

/**
 * @param {string} [root]
 * @returns {string[]} One line per finding.
 */
export function findGaps(root = ROOT) {
  return [
    ...unstated(root),
    ...withoutPage(root),
    ...wrongHeadings(root),
    ...deadLinks(root),
    ...unexplainedStyles(root),
    ...strayExamples(root),
    ...staleRegistry(root),
  ]
}

/** Numbers in a test file, wherever they stand, that docs/requirements.md does not state. @param {string} root */
function unstated(root) {
  const stated = new Set([...read(root, 'docs/requirements.md').matchAll(STATED)].map((match) => match[1]))
  return files(['{packages,apps}/*/src/**/*.{test,stories}.{ts,tsx}', 'e2e/**/*.ts', 'scripts/**/*.test.mjs'], root)
    .filter((file) => file !== 'scripts/check-docs.test.mjs')
    .flatMap((file) => {
      const cited = new Set(read(root, file).match(CITED) ?? [])
      return [...cited]
        .filter((number) => !stated.has(number))
        .map((number) => `${file}: cites ${number}, which docs/requirements.md does not state`)
    })
}

/** @param {string} root */
function withoutPage(root) {
  const union = /export type ErrorCode =([^]*?)\n\n/.exec(read(root, 'packages/core/src/engine/errors.ts'))?.[1] ?? ''
  const codes = [...union.matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '')
  if (codes.length === 0) return ['packages/core/src/engine/errors.ts: no ErrorCode was found']
  const pages = files('docs/errors/*.md', root).map((file) => path.basename(file, '.md'))
  return [
    ...codes.filter((code) => !pages.includes(code)).map((code) => `docs/errors/${code}.md is missing`),
    ...pages.filter((page) => page !== 'README' && !codes.includes(page)).map((page) => `docs/errors/${page}.md explains no ErrorCode`),
  ]
}

/** @param {string} root */
function wrongHeadings(root) {
  return files('docs/decisions/[0-9]*.md', root).flatMap((file) => {
    const found = read(root, file).match(/^## .+$/gm) ?? []
    return found.join() === HEADINGS.join() ? [] : [`${file}: its headings are ${found.join(', ')}; expected ${HEADINGS.join(', ')}`]
  })
}

/** What a style sheet lets a theme use, and docs/theming.md does not name. @param {string} root */
function unexplainedStyles(root) {
  const sheets = files('packages/react/src/dialog/*.css', root).filter((file) => !file.endsWith('.stories.css'))
  if (sheets.length === 0) return []
  const page = read(root, 'docs/theming.md')
  const named = sheets.flatMap(
    (file) => read(root, file).match(/--stillhere-[a-z-]+|(?<=\.)stillhere-[a-z_]+(?:-[a-z]+)*|data-[a-z-]+/g) ?? [],
  )
  return [...new Set(named)]
    .filter((name) => !page.includes(`\`${name}`) && !page.includes(`[${name}`))
    .map((name) => `docs/theming.md: does not name ${name}, which the style sheets offer`)
}

/** Examples that are tested as files, and that no page shows, or shows as they were once. @param {string} root */
function strayExamples(root) {
  const shown = files(['*.md', '{docs,packages,apps}/**/*.md'], root).flatMap((page) =>
    [...read(root, page).matchAll(/^<!-- (\S+\.(?:tsx?|css)) -->\n+```\w+\n([^]*?)^```$/gm)].map(([, file = '', code]) => ({
      page,
      file,
      code,
    })),
  )
  return [
    ...shown.filter(({ file, code }) => read(root, file) !== code).map(({ page, file }) => `${page}: does not show ${file} as it is`),
    ...files('packages/*/examples/**/*.{ts,tsx,css}', root)
      .filter((example) => !shown.some(({ file }) => file === example))
      .map((example) => `${example}: no page shows it`),
  ]
}

/** Components that are copied into apps, not as their file is. @param {string} root */
function staleRegistry(root) {
  return files('docs/registry/*.json', root).flatMap((item) => {
    /** @type {{ files?: { path: string, content?: string }[] }} */
    const { files: copied = [] } = JSON.parse(read(root, item))
    return copied
      .filter(({ path: file, content }) => read(root, file) !== content)
      .map(({ path: file }) => `${item}: does not hold ${file} as it is`)
  })
}

/** @param {string} root */
function deadLinks(root) {
  return files(['*.md', '{docs,packages,apps}/**/*.md'], root).flatMap((file) =>
    [...read(root, file).matchAll(/(?:\]\(|(?:src|srcset|href)=")([^)"\s]+)/g)]
      .map((match) => (match[1] ?? '').replace(/#.*$/, ''))
      .filter((link) => link !== '' && !/^[a-z]+:/.test(link) && !existsSync(path.resolve(root, path.dirname(file), link)))
      .map((link) => `${file}: links to ${link}, which is not there`),
  )
}

/** @param {string} root @param {string} file */
function read(root, file) {
  const at = path.join(root, file)
  return existsSync(at) ? readFileSync(at, 'utf8') : ''
}

if (isMain(import.meta)) conclude('documents', findGaps())
