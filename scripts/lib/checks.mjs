import { existsSync } from 'node:fs'
import path from 'node:path'
import { CACHE, ROOT } from './house.mjs'

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands One after the other, all of them, whatever the first ones say.
 * @property {readonly string[]} after Checks whose output this one reads. Their failure does not stop it.
 * @property {boolean} browser Whether it needs one.
 * @property {boolean} alone Real clocks run in it, so it has the machine for itself, last.
 * @property {boolean} [onlyByName] Left out unless it is asked for.
 * @property {'exit' | 'vitest' | 'playwright'} report Who counts: the exit code as one, or the runner's own JSON report (Jest writes Vitest's).
 * @property {boolean} times Whether to print how long each test took, for tests that claim to be quick.
 */

const JEST = ['node', 'compat/jest/node_modules/jest/bin/jest.js', '--config', 'compat/jest/jest.config.js']
const TRIAL = 'packages/core/trial/main.ts'

/**
 * All checks, in the order in which they start.
 *
 * @returns {Check[]}
 */
export function allChecks() {
  const vitest = (/** @type {string} */ project, name = project, /** @type {string[]} */ ...more) => [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
    ...more,
  ]
  // On two cores Vitest runs one file at a time, and these are the most: two halves fill the time that is left beside the others.
  const half = (/** @type {1 | 2} */ which) =>
    check(`node ${which}`, [vitest('node', `node ${which}`, `--shard=${which}/2`)], { report: 'vitest' })
  const e2e = 'e2e/playwright.config.ts'
  return [
    check('types', [['node', 'scripts/build.mjs']]),
    // The typed rules read the declarations that `types` deletes and emits anew.
    check('lint', [['oxlint'], ['node', 'scripts/check-walls.mjs']], { after: ['types'] }),
    check('format', [['oxfmt', '--check']]),
    check('words', [['node', 'scripts/check-words.mjs']]),
    check('documents', [['node', 'scripts/check-docs.mjs']]),
    check('size', [['node', 'scripts/check-size.mjs']]),
    check('api', [['node', 'scripts/check-api.mjs']], { after: ['types'] }),
    check('packaging', [['node', 'scripts/check-packaging.mjs']], { after: ['types'] }),
    check('build', [
      ['vite', 'build', 'apps/demo', '--logLevel', 'warn'],
      ['storybook', 'build', '--quiet', '--disable-telemetry', '-o', 'storybook-static'],
    ]),
    // The guide's ten tests as apps run them, under the two runners that apps have; "browser" runs them in Chromium.
    check('jsdom', [vitest('jsdom')], { report: 'vitest', times: true }),
    check('jest', [[...JEST, '--json', `--outputFile=${reportOf('jest')}`]], { after: ['types'], report: 'vitest', times: true }),
    half(1),
    half(2),
    check('browser', [vitest('browser')], { browser: true, report: 'vitest' }),
    // Both write Storybook's caches.
    check('stories', [vitest('stories')], { after: ['build'], browser: true, report: 'vitest' }),
    check('trial', [
      ['node', TRIAL, '--runs', '1500', '--seed', '3', '--jobs', '1'],
      ['node', TRIAL, '--runs', '300', '--seed', 'any', '--jobs', '1', '--advisory'],
    ]),
    check('react 18', [vitest('react 18')], { browser: true, report: 'vitest' }),
    check('mutants', [['node', TRIAL, '--mutants', '--runs', '1500', '--seed', '3', '--jobs', '1']]),
    ...(existsSync(path.join(ROOT, e2e))
      ? [
          check('end to end', [['playwright', 'test', '--config', e2e, '--reporter=list,json']], {
            after: ['build'],
            browser: true,
            alone: true,
            report: 'playwright',
          }),
        ]
      : []),
    // Three browsers at once take minutes of their own, and two of them are not on every machine.
    check('engines', [['node', 'scripts/engines.mjs'], vitest('engines')], {
      browser: true,
      alone: true,
      report: 'vitest',
      onlyByName: true,
    }),
  ]
}

/**
 * Where the runner of a check writes its report.
 *
 * @param {string} name Of the check.
 */
export function reportOf(name) {
  return path.join(CACHE, `${name.replaceAll(' ', '-')}.json`)
}

/**
 * @param {string} name
 * @param {Check['commands']} commands
 * @param {Partial<Check>} [more]
 * @returns {Check}
 */
function check(name, commands, more = {}) {
  return { name, commands, after: [], browser: false, alone: false, report: 'exit', times: false, ...more }
}
