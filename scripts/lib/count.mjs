/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 */

/**
 * How many tests passed and failed, from a runner's own report. A test that was left out, that passed only on a retry, a
 * file that could not be loaded, a run without tests, and a runner that failed without naming a test each count as failed.
 *
 * @param {'exit' | 'vitest' | 'playwright'} kind
 * @param {unknown} report Parsed JSON; undefined when the runner wrote none.
 * @param {number} exitCode Of the runner.
 * @returns {Count}
 */
export function countReport(kind, report, exitCode) {
  if (kind === 'exit') return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const counted = kind === 'vitest' ? countVitest(report) : countPlaywright(report)
  const silent = counted.failed === 0 && (exitCode !== 0 || counted.passed === 0)
  return silent ? { ...counted, failed: 1 } : counted
}

/** @param {unknown} report @returns {Count} */
function countVitest(report) {
  const files = listIn(report, 'testResults')
  const tests = files.flatMap((file) => listIn(file, 'assertionResults'))
  const passed = tests.filter((test) => textIn(test, 'status') === 'passed').length
  const notLoaded = files.filter((file) => textIn(file, 'status') === 'failed' && listIn(file, 'assertionResults').length === 0).length
  return { passed, failed: tests.length - passed + notLoaded }
}

/**
 * How long each test took, a line each, from a report of Vitest's or Jest's.
 *
 * @param {unknown} report
 * @returns {string[]}
 */
export function timesOf(report) {
  return listIn(report, 'testResults')
    .flatMap((file) => listIn(file, 'assertionResults'))
    .map((test) => `${numberIn(test, 'duration').toFixed(0).padStart(5)} ms  ${textIn(test, 'title')}`)
}

/** @param {unknown} report @returns {Count} */
function countPlaywright(report) {
  const stats = valueIn(report, 'stats')
  const failed = numberIn(stats, 'unexpected') + numberIn(stats, 'flaky') + numberIn(stats, 'skipped')
  return { passed: numberIn(stats, 'expected'), failed: failed === 0 ? listIn(report, 'errors').length : failed }
}

/** @param {unknown} value @param {string} key @returns {unknown} */
function valueIn(value, key) {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined
}

/** @param {unknown} value @param {string} key @returns {unknown[]} */
function listIn(value, key) {
  const found = valueIn(value, key)
  return Array.isArray(found) ? found : []
}

/** @param {unknown} value @param {string} key */
function numberIn(value, key) {
  const found = valueIn(value, key)
  return typeof found === 'number' ? found : 0
}

/** @param {unknown} value @param {string} key */
function textIn(value, key) {
  const found = valueIn(value, key)
  return typeof found === 'string' ? found : ''
}

/**
 * What a check says that it could not test on this machine, or would have been quicker to know: said even where all else is well, or
 * nobody would ever read it.
 *
 * @param {string} output
 * @returns {string[]}
 */
export function remarks(output) {
  return [...new Set(output.split('\n').filter((line) => line.includes('was NOT tested') || line.includes('to note in')))]
}
