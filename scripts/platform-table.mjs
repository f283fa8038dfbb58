// Writes what each engine did in the last `npm run engines` into docs/platform.md.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './lib/house.mjs'

const SEEN = path.join(ROOT, 'node_modules/.cache/engines')
const PAGE = path.join(ROOT, 'docs/platform.md')
const [BEGIN, END] = ['<!-- from a run -->', '<!-- end of the run -->']
const ENGINES = ['Chromium', 'Firefox', 'WebKitGTK']

const seen = ENGINES.map(observationsOf)
const questions = [...new Set(seen.flatMap((observations) => Object.keys(observations)))]
const rows = questions.map((question) => [question, ...seen.map((observations) => observations[question] ?? 'not asked')])
const table = [['', ...ENGINES], ['---', ...ENGINES.map(() => '---')], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const page = readFileSync(PAGE, 'utf8')
const [before] = page.split(BEGIN)
const [, after] = page.split(END)
if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for the table: ${BEGIN} … ${END}.`)
writeFileSync(PAGE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`)

/** In every mode that it ran in: the file of an ordinary run comes first. @param {string} engine @returns {Record<string, string>} */
function observationsOf(engine) {
  const files = globSync(`${engine}*.json`, { cwd: SEEN }).toSorted((one, other) => one.length - other.length)
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(path.join(SEEN, file), 'utf8'))))
}
