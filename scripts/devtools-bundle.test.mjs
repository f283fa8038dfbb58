// The devtools are for developers: a production bundle of an app that shows them holds none of their strings, unless it asks for them.
import { globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bundle, piecesOfStrings } from './lib/bundle.mjs'
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
const bundled = (entry, how) => bundle(app(entry), how, { minify: true, charset: 'utf8' })

/** Pieces of sentences and of style rules in a module, long enough to be nothing else. @param {string} file */
const stringsOf = (file) => piecesOfStrings(file, /[a-z][a-z ,’.:-]{17,}/gi).filter((piece) => piece.includes(' '))

describe('the devtools', () => {
  const strings = [...new Set(SOURCES.flatMap(stringsOf))]

  it('are in a development bundle, and in a production bundle that asks for them', async () => {
    expect(strings.length).toBeGreaterThan(150)
    const development = await bundled('@stillhere/react/devtools', { conditions: ['development'], mode: 'development' })
    // Notes to readers of the source are no strings; what is left here is said by development builds.
    expect(strings.filter((string) => !development.includes(string))).toEqual([])
    const asked = await bundled('@stillhere/react/devtools/production', { conditions: ['production'], mode: 'production' })
    expect(strings.filter((string) => asked.includes(string)).length).toBeGreaterThan(100)
  })

  it('are in no other production bundle, and neither is what sessions would tell them', async () => {
    const text = await bundled('@stillhere/react/devtools', { conditions: ['production'], mode: 'production' })
    expect(strings.filter((string) => text.includes(string))).toEqual([])
    expect(text).not.toMatch(/devtools|stillhere\.inspection|adoptedStyleSheets/)
  })

  it.each([
    { by: 'the condition', conditions: ['production'], mode: 'development' },
    { by: 'NODE_ENV', conditions: [], mode: 'production' },
  ])('are kept out of a bundle by $by alone', async (how) => {
    const text = await bundled('@stillhere/react/devtools', how)
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
