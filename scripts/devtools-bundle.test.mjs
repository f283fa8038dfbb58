// The devtools are for developers: a production bundle of an app that shows them holds none of their strings, unless it asks for them.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { publicPackages, ROOT } from './lib/house.mjs'

const SOURCES = globSync(['packages/react/src/devtools/**/*.{ts,tsx}', 'packages/core/src/runtime/inspection/*.ts'], { cwd: ROOT }).filter(
  (file) => !file.includes('.test.'),
)

/** @param {string} entry */
const app = (entry) => `
  import { SessionProvider, cookieBackend, createBrowserSession } from '@stillhere/react'
  import { SessionDevtools, SessionDevtoolsPanel } from '${entry}'
  globalThis.app = [SessionProvider, cookieBackend, createBrowserSession, SessionDevtools, SessionDevtoolsPanel]
`

/**
 * @param {string} entry
 * @param {{ conditions: string[], mode: string }} how As a bundler sets it.
 */
async function bundle(entry, { conditions, mode }) {
  const { outputFiles } = await build({
    stdin: { contents: app(entry), resolveDir: path.join(ROOT, 'apps/demo'), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    charset: 'utf8',
    conditions: ['@stillhere/source', ...conditions],
    external: ['react', 'react/*', 'react-dom', 'react-dom/*'],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
  })
  return outputFiles[0]?.text ?? ''
}

/** Pieces of sentences and of style rules in a module, long enough to be nothing else. @param {string} file */
function stringsOf(file) {
  /** @type {string[]} */
  const found = []
  JSON.stringify(parseSync(file, readFileSync(path.join(ROOT, file), 'utf8')).program, (key, node) => {
    if (key === 'source') return undefined
    const text = node?.type === 'TemplateElement' ? node.value.cooked : node?.type === 'Literal' ? node.value : undefined
    if (typeof text === 'string') found.push(...(text.match(/[a-z][a-z ,’.:-]{17,}/gi) ?? []).filter((piece) => piece.includes(' ')))
    return node
  })
  return found
}

describe('the devtools', () => {
  const strings = [...new Set(SOURCES.flatMap(stringsOf))]

  it('are in a development bundle, and in a production bundle that asks for them', async () => {
    expect(strings.length).toBeGreaterThan(150)
    const development = await bundle('@stillhere/react/devtools', { conditions: ['development'], mode: 'development' })
    // Notes to readers of the source are no strings; what is left here is said by development builds.
    expect(strings.filter((string) => !development.includes(string))).toEqual([])
    const asked = await bundle('@stillhere/react/devtools/production', { conditions: ['production'], mode: 'production' })
    expect(strings.filter((string) => asked.includes(string)).length).toBeGreaterThan(100)
  })

  it('are in no other production bundle, and neither is what sessions would tell them', async () => {
    const text = await bundle('@stillhere/react/devtools', { conditions: ['production'], mode: 'production' })
    expect(strings.filter((string) => text.includes(string))).toEqual([])
    expect(text).not.toMatch(/devtools|stillhere\.inspection|adoptedStyleSheets/)
  })

  it.each([
    { by: 'the condition', conditions: ['production'], mode: 'development' },
    { by: 'NODE_ENV', conditions: [], mode: 'production' },
  ])('are kept out of a bundle by $by alone', async (how) => {
    const text = await bundle('@stillhere/react/devtools', how)
    const panel = SOURCES.filter((file) => file.startsWith('packages/react')).flatMap(stringsOf)
    expect(panel.filter((string) => text.includes(string))).toEqual([])
  })

  it('are chosen by a bundler of the published packages as by one of the workspace', () => {
    const [core, react] = ['@stillhere/core', '@stillhere/react'].map((name) => publicPackages().find((pkg) => pkg.name === name))
    const { '@stillhere/source': source, ...published } = core?.imports?.['#inspection'] ?? {}
    expect(core?.publishConfig.imports?.['#inspection']).toEqual(published)
    expect(Object.keys(source ?? {})).toEqual(Object.keys(published))
    expect(Object.keys(react?.published['./devtools'] ?? {})).toEqual(['types', 'production', 'default'])
  })
})
