// Each wall is shown to hold by planting a breach in a temporary folder and seeing it refused, and something lawful
// beside it let through.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBreaches } from './check-walls.mjs'
import { findForbiddenWords } from './check-words.mjs'
import { ROOT } from './lib/house.mjs'
import { withPlanted } from './lib/planted.mjs'

/** @param {string} name @param {string[]} args @param {string} cwd */
function run(name, args, cwd = ROOT) {
  const { status, stdout, stderr } = spawnSync(path.join(ROOT, 'node_modules/.bin', name), args, { cwd, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

describe('the compiler', () => {
  const tsconfig = JSON.stringify({
    extends: path.join(ROOT, 'packages/core/tsconfig.json'),
    compilerOptions: { composite: false, incremental: false, noEmit: true, rootDir: '.' },
    include: ['planted.ts'],
  })
  /** @param {string} text */
  const compile = (text) =>
    withPlanted({ 'planted.ts': text, 'tsconfig.json': tsconfig, 'package.json': '{"type":"module"}' }, (root) => run('tsc', ['-p', root]))

  it.each(['document', 'window', 'localStorage', 'setTimeout', 'performance', 'process', 'console', 'fetch', 'queueMicrotask'])(
    'refuses %s in the engine, the ports and the runtime',
    async (name) => {
      const { status, output } = await compile(`export const found: unknown = ${name}\n`)
      expect(output).toContain(`Cannot find name '${name}'`)
      expect(status).not.toBe(0)
    },
  )

  it('accepts plain ES2023', async () => {
    expect(await compile('export const found: readonly number[] = [2, 1].toSorted()\n')).toEqual({ status: 0, output: '' })
  })

  it('sees the engine, the ports and the runtime under those terms', () => {
    const { output } = run('tsc', ['-p', 'packages/core/tsconfig.json', '--showConfig'])
    const { compilerOptions, include } = JSON.parse(output)
    expect(compilerOptions.lib.map((/** @type {string} */ lib) => lib.toLowerCase())).toEqual(['es2023'])
    expect(compilerOptions.types).toEqual([])
    expect(include).toEqual(expect.arrayContaining(['src/index.ts', 'src/engine', 'src/ports', 'src/runtime']))
  })
})

describe('lint', () => {
  const config = readFileSync(path.join(ROOT, '.oxlintrc.json'), 'utf8')
  /** @param {Record<string, string>} planted */
  const lint = (planted) =>
    withPlanted({ ...planted, '.oxlintrc.json': config, 'tsconfig.json': '{}' }, (root) => run('oxlint', ['-f', 'unix', '.'], root))

  it('refuses clocks, timers and chance in the engine, the ports, the runtime and the testing room', async () => {
    const breaches = ['Date.now()', 'new Date(0)', 'Math.random()', 'performance.now()', 'setTimeout', 'setInterval', 'globalThis.Date']
    const planted = ['engine', 'ports', 'runtime', 'testing'].flatMap((room) =>
      breaches.map((breach, at) => [`packages/core/src/${room}/planted-${at}.ts`, `export const found = ${breach}\n`]),
    )
    const { status, output } = await lint(Object.fromEntries(planted))
    for (const [file, text] of planted) expect(output, text).toMatch(new RegExp(`${file}:.*no-restricted-(globals|properties)`))
    expect(status).not.toBe(0)
  })

  it('lets the tests and the browser room read the clock', async () => {
    const text = 'export const found = Date.now()\n'
    expect((await lint({ 'packages/core/src/engine/planted.test.ts': text, 'packages/core/src/browser/planted.ts': text })).status).toBe(0)
  })

  it.each([
    ['no-explicit-any', 'export const found: any = 1\n'],
    ['no-non-null-assertion', 'export const found = (from: string | null): string => from!\n'],
    ['no-default-export', 'export default 1\n'],
    ['no-floating-promises', 'export function found() {\n  Promise.reject(new Error())\n}\n'],
    ['max-lines', `${'export {}\n'.repeat(301)}`],
  ])('refuses what %s names', async (rule, text) => {
    const { status, output } = await lint({ 'packages/core/src/engine/planted.ts': text })
    expect(output).toContain(rule)
    expect(status).not.toBe(0)
  })
})

describe('the arrows', () => {
  /** @param {string} file @param {string} text */
  const breaches = (file, text) => withPlanted({ [file]: text }, (root) => findBreaches(root))

  it.each([
    ['engine to ports', 'packages/core/src/engine/planted.ts', `import type { A } from '../ports/clock.ts'`],
    ['engine to runtime', 'packages/core/src/engine/planted.ts', `export { a } from '../runtime/session.ts'`],
    ['ports to runtime', 'packages/core/src/ports/planted.ts', `import { a } from '../runtime/session.ts'`],
    ['runtime to browser', 'packages/core/src/runtime/planted.ts', `const a = await import('../browser/index.ts')`],
    ['runtime to testing', 'packages/core/src/runtime/planted.ts', `import { a } from '../testing/index.ts'`],
    ['testing to browser', 'packages/core/src/testing/planted.ts', `export * from '../browser/index.ts'`],
    ['browser to testing', 'packages/core/src/browser/planted.ts', `import { a } from '../testing/index.ts'`],
    ['core to a dependency', 'packages/core/src/browser/planted.ts', `import { a } from 'react'`],
    ['core to an inner name that nobody gave', 'packages/core/src/ports/planted.ts', `import * as texts from '#other'`],
    ['core to react', 'packages/core/src/runtime/planted.ts', `import { a } from '@stillhere/react'`],
    ['react to server', 'packages/react/src/planted.ts', `import { a } from '@stillhere/server'`],
    ['server to react', 'packages/server/src/planted.ts', `import { a } from '@stillhere/react'`],
    ['server to the browser room', 'packages/server/src/planted.ts', `import { a } from '@stillhere/core/browser'`],
    ['deep into a package by name', 'packages/react/src/planted.ts', `import { a } from '@stillhere/core/engine/state'`],
    ['deep into a package from an app', 'apps/demo/src/planted.ts', `import { a } from '@stillhere/core/src/index.ts'`],
    ['into another package by path', 'packages/react/src/planted.ts', `import { a } from '../../core/src/index.ts'`],
    ['into another package from a test', 'packages/react/src/planted.test.ts', `import { a } from '../../core/src/index.ts'`],
  ])('are not followed backwards: %s', async (_what, file, text) => {
    const found = await breaches(file, `${text}\n`)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(file)
  })

  it.each([
    ['packages/core/src/runtime/planted.ts', `import { a } from '../engine/state.ts'\nimport type { B } from '../ports/ports.ts'`],
    ['packages/core/src/index.ts', `export { a } from './runtime/session.ts'`],
    ['packages/core/src/browser/planted.ts', `import * as texts from '#texts'`],
    [
      'packages/react/src/planted.ts',
      `import { a } from '@stillhere/core/browser'\nimport { b } from './other.ts'\nimport { c } from 'react'`,
    ],
    ['apps/demo/src/planted.ts', `import { a } from '@stillhere/react'\nimport '@stillhere/react/dialog.css'`],
  ])('let %s follow them forwards', async (file, text) => {
    expect(await breaches(file, `${text}\n`)).toEqual([])
  })

  it.each(['export const sessionManager = 1', 'export function _secret() {}', 'export interface IThing {}', 'let count = 0'])(
    'keep out what the style bans: %s',
    async (text) => {
      expect(await breaches('packages/react/src/planted.ts', `${text}\n`)).toHaveLength(1)
    },
  )
})

describe("the core's bundle", () => {
  /** @param {string} text */
  const words = (text) => withPlanted({ 'index.ts': text }, (root) => findForbiddenWords(path.join(root, 'index.ts')))

  it.each([
    'document',
    'window',
    'localStorage',
    'indexedDB',
    'navigator',
    'Date.now()',
    'Math.random()',
    'setTimeout',
    'globalThis.document',
  ])('is searched for %s as a free identifier', async (word) => {
    expect(await words(`export const found = ${word}\n`)).toHaveLength(1)
  })

  it('may hold the same words as texts, keys and names of its own', async () => {
    const text = `export const found = (document: string, port: { Date: number, now(): number }) => ['window', document, port.Date, port.now()]\n`
    expect(await words(text)).toEqual([])
  })

  it('may not bring in a package', async () => {
    expect(await words(`import { useState } from 'react'\nexport const found = useState\n`)).toHaveLength(1)
  })
})
