// Writes what each engine did in the last `npm run engines` into docs/platform.md.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './lib/house.mjs'
import { writePageTable } from './lib/page-table.mjs'

const SEEN = path.join(ROOT, 'node_modules/.cache/engines')
const ENGINES = ['Chromium', 'Firefox', 'WebKitGTK']

const seen = ENGINES.map(observationsOf)
const questions = [...new Set(seen.flatMap((observations) => Object.keys(observations)))]
const rows = questions.map((question) => [question, ...seen.map((observations) => observations[question] ?? 'not asked')])
writePageTable(path.join(ROOT, 'docs/platform.md'), ['', ...ENGINES], rows)

/** In every mode that it ran in: the file of an ordinary run comes first. @param {string} engine @returns {Record<string, string>} */
function observationsOf(engine) {
  const files = globSync(`${engine}*.json`, { cwd: SEEN }).toSorted((one, other) => one.length - other.length)
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(path.join(SEEN, file), 'utf8'))))
}
