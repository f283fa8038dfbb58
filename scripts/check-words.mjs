// The core's `.` entry runs anywhere: its bundle names nothing of a browser, of Node, of a clock or of chance.
import path from 'node:path'
import { build } from 'esbuild'
import { conclude, isMain, ROOT } from './lib/house.mjs'

const WORDS = [
  'document',
  'window',
  'self',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'BroadcastChannel',
  'Date',
  'Date.now',
  'performance',
  'Math.random',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'requestAnimationFrame',
  'queueMicrotask',
  'fetch',
  'process',
  'Buffer',
  'console',
  'React',
]
const ON_GLOBAL = ['globalThis', 'window', 'self']
const PREFIX = 'FORBIDDEN_WORD_'

/**
 * Bundles an entry and finds the words among its free identifiers. esbuild's `define` does the work: it replaces a name
 * only where no scope binds it, so a parameter called `document` or a text that says "window" is no finding.
 *
 * @param {string} entry File to start from.
 * @returns {Promise<string[]>} One line per finding.
 */
export async function findForbiddenWords(entry) {
  const define = Object.fromEntries(
    WORDS.flatMap((word) => [word, ...ON_GLOBAL.map((on) => `${on}.${word}`)]).map((word) => [word, PREFIX + word.replaceAll('.', '_')]),
  )
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@stillhere/source'],
    define,
    metafile: true,
    logLevel: 'silent',
    legalComments: 'none',
  }).catch((/** @type {{ errors?: { text: string }[] }} */ failure) => failure)
  if (!('outputFiles' in result)) {
    return (result.errors ?? [{ text: 'cannot be bundled' }]).map((error) => `bundle of ${entry}: ${error.text}`)
  }
  const text = result.outputFiles?.[0]?.text ?? ''
  const words = new Set(text.match(new RegExp(`\\b${PREFIX}\\w+`, 'g')) ?? [])
  return [
    ...[...words].map((word) => `bundle of ${entry}: uses ${word.slice(PREFIX.length).replaceAll('_', '.')}`),
    ...Object.keys(result.metafile?.inputs ?? {})
      .filter((input) => input.includes('node_modules'))
      .map((input) => `bundle of ${entry}: brings in ${input}`),
  ]
}

if (isMain(import.meta)) {
  conclude('words of the core', await findForbiddenWords(path.join(ROOT, 'packages/core/src/index.ts')))
}
