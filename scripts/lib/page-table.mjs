import { readFileSync, writeFileSync } from 'node:fs'

const [BEGIN, END] = ['<!-- from a run -->', '<!-- end of the run -->']

/**
 * Writes the table of a page anew, between the two comments that say where it comes from.
 *
 * @param {string} file Markdown.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @throws Error when the page has no place for it.
 */
export function writePageTable(file, head, rows) {
  const page = readFileSync(file, 'utf8')
  const [before] = page.split(BEGIN)
  const [, after] = page.split(END)
  if (before === undefined || after === undefined) throw new Error(`${file} has no place for the table: ${BEGIN} … ${END}.`)
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  writeFileSync(file, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`)
}
