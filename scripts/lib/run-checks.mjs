import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'
import { chromiumPath } from '../browser.mjs'
import { missingLibraries } from '../chromium-libraries.mjs'
import { allChecks, reportOf } from './checks.mjs'
import { countReport, remarks, timesOf } from './count.mjs'
import { CACHE, ROOT } from './house.mjs'

/** @typedef {import('./checks.mjs').Check} Check */
/** @typedef {{ exitCode: number, output: string }} Outcome */

/** Checks that run side by side; more than this and they only wait for each other on two cores. */
const SLOTS = 2

/**
 * Runs the checks, prints a line for each, and the totals at the end.
 *
 * @param {readonly string[]} wanted Names; when empty, all checks but those that run only by name.
 * @returns {Promise<number>} Exit code.
 */
export async function runChecks(wanted) {
  const known = allChecks().map(({ name }) => name)
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no check ${unknown.join(', ')}. There are: ${known.join(', ')}`)
    return 1
  }
  const checks = allChecks().filter(({ name, onlyByName }) => (wanted.length === 0 ? !onlyByName : wanted.includes(name)))
  rmSync(CACHE, { recursive: true, force: true })
  mkdirSync(CACHE, { recursive: true })
  const startedMs = performance.now()
  const totals = { passed: 0, failed: 0 }
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    PATH: `${path.join(ROOT, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    CI: '1',
    NO_COLOR: '1',
    // The same sources are loaded by hundreds of processes; the first one takes the types out of them.
    NODE_COMPILE_CACHE: path.join(CACHE, 'compile'),
  }
  delete env.FORCE_COLOR

  const browser = await findBrowser(checks)
  if (browser.problem) console.log(browser.problem)

  await schedule(checks, async (check) => {
    const beganMs = performance.now()
    const blocked = check.browser ? browser.problem : null
    const outcome = blocked === null ? await execute(check, { ...env, ...browser.env }) : { exitCode: 1, output: blocked }
    const report = readReport(check)
    const counted = countReport(check.report, report, outcome.exitCode)
    totals.passed += counted.passed
    totals.failed += counted.failed
    print(check, counted, (performance.now() - beganMs) / 1000, outcome.output)
    if (check.times) for (const line of timesOf(report)) console.log(`    ${line}`)
  })

  writeFileSync(path.join(CACHE, 'totals.json'), JSON.stringify(totals))
  console.log(`\n${totals.passed} passed, ${totals.failed} failed in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`)
  return totals.failed === 0 && checks.length > 0 ? 0 : 1
}

/**
 * The browser is looked for once; what every runner starts is handed on in the environment.
 *
 * @param {readonly Check[]} checks
 * @returns {Promise<{ env: Record<string, string>, problem: string | null }>}
 */
async function findBrowser(checks) {
  if (!checks.some((check) => check.report !== 'exit')) return { env: {}, problem: null }
  try {
    const executable = await chromiumPath()
    return { env: { CHROMIUM_PATH: executable }, problem: missingLibraries(executable) }
  } catch (error) {
    return { env: {}, problem: `No Chromium was found: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/**
 * @param {readonly Check[]} checks
 * @param {(check: Check) => Promise<void>} run
 */
async function schedule(checks, run) {
  const done = new Set(allChecks().flatMap(({ name }) => (checks.some((check) => check.name === name) ? [] : [name])))
  const waiting = checks.filter((check) => !check.alone)
  /** @type {Set<Promise<void>>} */
  const running = new Set()
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < SLOTS ? waiting.findIndex((check) => check.after.every((name) => done.has(name))) : -1
    const [check] = next < 0 ? [] : waiting.splice(next, 1)
    if (!check) {
      await Promise.race(running)
      continue
    }
    const work = run(check).finally(() => {
      done.add(check.name)
      running.delete(work)
    })
    running.add(work)
  }
  for (const check of checks) if (check.alone) await run(check)
}

/**
 * @param {Check} check
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
async function execute(check, env) {
  let exitCode = 0
  let output = ''
  for (const [command = '', ...args] of check.commands) {
    const outcome = await spawned(command, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf(check.name) })
    exitCode ||= outcome.exitCode
    output += outcome.output
  }
  writeFileSync(path.join(CACHE, `${check.name.replaceAll(' ', '-')}.log`), output)
  return { exitCode, output }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
function spawned(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ exitCode: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output: stripVTControlCharacters(output) }))
  })
}

/** @param {Check} check @returns {unknown} */
function readReport({ name, report }) {
  const file = reportOf(name)
  if (report === 'exit' || !existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {Check} check @param {import('./count.mjs').Count} counted @param {number} seconds @param {string} output */
function print({ name, report }, { passed, failed }, seconds, output) {
  const tests = report === 'exit' ? '' : `  ${passed} passed, ${failed} failed`
  console.log(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s${tests}`)
  if (failed > 0) console.log(`${tail(output)}\n`)
  else if (name === 'size') console.log(output.replace(/^/gm, '    ').trimEnd())
  else for (const line of remarks(output)) console.log(`    ${line}`)
}

/** The end of what a check said; all of it is in its log. @param {string} output */
function tail(output) {
  const lines = output.trimEnd().split('\n')
  return (lines.length > 150 ? ['(the end of it; the rest is in node_modules/.cache/verify)', ...lines.slice(-150)] : lines)
    .map((line) => `    ${line}`)
    .join('\n')
}
