import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { parseSync } from 'vite'
import { ROOT } from './house.mjs'

/**
 * What an app's bundler makes of the workspace's sources for a browser; React stays outside.
 *
 * @param {string} contents Of the module that it begins with.
 * @param {object} how
 * @param {readonly string[]} how.conditions As a bundler sets them.
 * @param {string} [how.mode] NODE_ENV. Default: production.
 * @param {string} [how.from] The folder to resolve names in. Default: that of the demo.
 * @param {readonly string[]} [how.external] What stays outside besides React.
 * @param {import('esbuild').BuildOptions} [more] For esbuild.
 */
export async function bundle(contents, { conditions, mode = 'production', from = 'apps/demo', external = [] }, more = {}) {
  const { outputFiles } = await build({
    format: 'esm',
    ...more,
    stdin: { contents, resolveDir: path.join(ROOT, from), loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    jsx: 'automatic',
    conditions: ['@stillhere/source', ...conditions],
    external: ['react', 'react/*', 'react-dom', 'react-dom/*', ...external],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * The pieces of a module's strings that match; names of modules are no strings.
 *
 * @param {string} file From the root of the workspace.
 * @param {RegExp} piece With the flag g.
 */
export function piecesOfStrings(file, piece) {
  /** @type {string[]} */
  const found = []
  JSON.stringify(parseSync(file, readFileSync(path.join(ROOT, file), 'utf8')).program, (key, node) => {
    if (key === 'source') return undefined
    const text = node?.type === 'TemplateElement' ? node.value.cooked : node?.type === 'Literal' ? node.value : undefined
    if (typeof text === 'string') found.push(...(text.match(piece) ?? []))
    return node
  })
  return found
}
