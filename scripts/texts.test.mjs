// Long error texts are for developers: they are in development bundles and in Node, and in no production bundle.
import { describe, expect, it } from 'vitest'
import { bundle, piecesOfStrings } from './lib/bundle.mjs'
import { publicPackages } from './lib/house.mjs'

const EVERYTHING = ['@stillhere/core', '@stillhere/core/browser', '@stillhere/react', '@stillhere/react/dialog']
const TEXTS = ['packages/core/src/engine/texts.ts', 'packages/react/src/texts.ts']

/** Pieces of sentences that are long enough to be nothing else. */
const PIECE = /[a-z][a-z ]{20,}/gi

describe('the long texts of errors', () => {
  const sentences = TEXTS.flatMap((file) => piecesOfStrings(file, PIECE))
  const entries = EVERYTHING.map((entry, at) => `export * as entry${at} from '${entry}'`).join('\n')

  it('are in a development bundle and in one that names no conditions', async () => {
    expect(sentences.length).toBeGreaterThan(40)
    for (const conditions of [['development'], []]) {
      const text = await bundle(entries, { conditions })
      expect(sentences.filter((sentence) => !text.includes(sentence))).toEqual([])
    }
  })

  it('are in no production bundle', async () => {
    const text = await bundle(entries, { conditions: ['production'] })
    expect(sentences.filter((sentence) => text.includes(sentence))).toEqual([])
  })

  it('are chosen by a bundler of the published packages as by one of the workspace', () => {
    for (const { name, imports, publishConfig } of publicPackages()) {
      const { '@stillhere/source': source, ...published } = imports?.['#texts'] ?? {}
      expect(publishConfig.imports?.['#texts'] ?? {}, name).toEqual(published)
      expect(Object.keys(source ?? {}), name).toEqual(Object.keys(published))
    }
  })
})

describe('an error of a production bundle', () => {
  /** @param {string} code @returns {Promise<Record<string, Function>>} */
  const load = async (code) => import(`data:text/javascript,${encodeURIComponent(await bundle(code, { conditions: ['production'] }))}`)

  it('carries its code, the values concerned and the link to its page', async () => {
    const { parseDuration, browserPorts, createSession } = await load(
      `export { createSession, parseDuration } from '@stillhere/core'\nexport { browserPorts } from '@stillhere/core/browser'`,
    )
    const invalid = 'https://stillhere.js.org/errors/duration-invalid'
    expect(() => parseDuration?.('5 minutes')).toThrowError(
      expect.objectContaining({ name: 'StillhereError', code: 'duration-invalid', docs: invalid, message: `5 minutes ${invalid}` }),
    )
    const short = 'https://stillhere.js.org/errors/policy-limit-too-short'
    const session = () => createSession?.({ backend: {}, ports: browserPorts?.(), policy: { remembered: { inactivity: '0s' } } })
    expect(session).toThrowError(
      expect.objectContaining({ code: 'policy-limit-too-short', docs: short, message: `remembered.inactivity, 0s ${short}` }),
    )
  })
})
