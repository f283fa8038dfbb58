// Writes llms.txt: what stillhere is and where each of its pages stands, for readers that are programs (llmstxt.org).
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { files, isMain, ROOT } from './lib/house.mjs'

const FILE = 'llms.txt'
const SECTIONS = [
  ['Packages', 'packages/*/README.md'],
  ['Guides', 'docs/guides/*.md'],
  ['Reference', 'docs/*.md'],
  ['Errors', 'docs/errors/*.md'],
  ['Optional', 'docs/decisions/*.md'],
]

/**
 * The text as the pages are now.
 *
 * @param {string} [root]
 */
export function llmsText(root = ROOT) {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
  const summary = /^\*\*(.+?)\*\*/m.exec(readme)?.[1] ?? ''
  const sections = SECTIONS.map(([title, pattern = '']) => {
    const pages = files(pattern, root).map((file) => `- [${titleOf(root, file)}](${file})${about(root, file)}`)
    return `## ${title}\n\n${pages.join('\n')}`
  })
  return `# stillhere\n\n> ${summary}\n\nThe start, the map of folders and every command: [README.md](README.md). Weaknesses and the threat model: [SECURITY.md](SECURITY.md). Exact types: docs/api, one file per package.\n\n${sections.join('\n\n')}\n`
}

/** @param {string} root */
export function llmsFinding(root = ROOT) {
  return readFileSync(path.join(root, FILE), 'utf8') === llmsText(root) ? [] : [`${FILE}: not as the pages are; run node scripts/llms.mjs`]
}

/** @param {string} root @param {string} file */
function titleOf(root, file) {
  return /^# (.+)$/m.exec(readFileSync(path.join(root, file), 'utf8'))?.[1]?.replaceAll('`', '') ?? path.basename(file, '.md')
}

/** The first sentence below the title; where only a quote stands before the code, the quote's, without its label. @param {string} root @param {string} file */
function about(root, file) {
  if (file.startsWith('docs/decisions/')) return ''
  const text = readFileSync(path.join(root, file), 'utf8').replaceAll(/<!--[^]*?-->/g, '')
  const [beforeCode = ''] = text.split(/^```/m)
  const lines = beforeCode.split('\n')
  const quote = lines.find((line) => line.startsWith('> '))?.replace(/^> (\*\*[^*]+\*\* )?/, '')
  const paragraph = (lines.find((line) => /^[A-Z*`“"@]/.test(line)) ?? quote)
    ?.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
  const sentence = /^.+?[.:?](?= |$)/.exec(paragraph ?? '')?.[0].replace(/:$/, '.')
  return sentence ? `: ${sentence}` : ''
}

if (isMain(import.meta)) writeFileSync(path.join(ROOT, FILE), llmsText())
