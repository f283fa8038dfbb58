// Writes what each engine did in the last `npm run engines` into docs/platform.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './lib/house.mjs'

const SEEN = path.join(ROOT, 'node_modules/.cache/engines')
const PAGE = path.join(ROOT, 'docs/platform.md')
const [BEGIN, END] = ['<!-- from a run -->', '<!-- end of the run -->']
const ENGINES = ['Chromium', 'Firefox', 'WebKitGTK']
const MODES = ['', 'private window', 'storage blocked']

const seen = ENGINES.map((engine) => ({ engine, observations: Object.assign({}, ...MODES.map((mode) => observationsOf(engine, mode))) }))
const questions = [...new Set(seen.flatMap(({ observations }) => Object.keys(observations)))]
const rows = questions.map((question) => [question, ...seen.map(({ observations }) => observations[question] ?? 'not asked')])
const table = [['', ...ENGINES], ['---', ...ENGINES.map(() => '---')], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const page = readFileSync(PAGE, 'utf8')
const [before] = page.split(BEGIN)
const [, after] = page.split(END)
if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for the table: ${BEGIN} … ${END}.`)
writeFileSync(PAGE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`)

/** @param {string} engine @param {string} mode @returns {Record<string, string>} */
function observationsOf(engine, mode) {
  const file = path.join(SEEN, `${[engine, mode].filter(Boolean).join(' ')}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
