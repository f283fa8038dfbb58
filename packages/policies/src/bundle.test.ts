import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

async function bundle(contents: string, conditions: string[]) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['@stillhere/source', ...conditions],
    logLevel: 'silent',
  })
  const [output] = Object.values(metafile?.outputs ?? {})
  const used = Object.entries(output?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : []))
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile?.inputs ?? {}), used }
}

describe('a bundle for browsers', () => {
  test('PRIVX-8 CORTEZA-1 has no reader of files and none of their libraries', async () => {
    const { inputs } = await bundle(`export * from './index.ts'`, ['production'])
    expect(inputs.filter((input) => /node_modules|privx-toml|corteza-env|cli|check-file|^node:/.test(input))).toEqual([])
    expect(inputs.length).toBeGreaterThan(10)
  })

  test('brings the virtual world along only for who explains a policy', async () => {
    const { used: presets } = await bundle(`export { checkPolicy, nist, spektr, strictest } from './index.ts'`, ['production'])
    expect(presets.filter((input) => input.includes('core/src/testing'))).toEqual([])
    const { used: explaining } = await bundle(`export { explainPolicy } from './index.ts'`, ['production'])
    expect(explaining.some((input) => input.includes('core/src/testing'))).toBe(true)
  })

  test('has React only with the timeline, which brings no reader of files', async () => {
    const { inputs: main } = await bundle(`export * from './index.ts'`, ['production'])
    expect(main.filter((input) => /timeline|react/.test(input))).toEqual([])
    const { inputs: drawn } = await bundle(`export * from './timeline/index.ts'`, ['production'])
    expect(drawn.some((input) => input.includes('/react/'))).toBe(true)
    expect(drawn.filter((input) => /smol-toml|dotenv|privx-toml|corteza-env|cli|check-file|^node:/.test(input))).toEqual([])
  })

  test('has one only where its own path is imported', async () => {
    const { inputs } = await bundle(`export * from './privx-toml.ts'`, ['production'])
    expect(inputs.some((input) => input.includes('smol-toml'))).toBe(true)
  })

  test('of production carries no long error texts, and of development does', async () => {
    const sentences = readFileSync(path.join(import.meta.dirname, 'texts.ts'), 'utf8').match(/(?<=[`'}])[^`'${}]{30,}(?=[`'$])/g) ?? []
    const used = sentences.filter((sentence) => /PrivX refuses to save|Nobody but you can give|can never come/.test(sentence))
    expect(used.length).toBeGreaterThan(2)
    const { text } = await bundle(`export * from './index.ts'`, ['production'])
    expect(used.filter((sentence) => text.includes(sentence))).toEqual([])
    const { text: long } = await bundle(`export * from './index.ts'`, ['development'])
    expect(used.filter((sentence) => !long.includes(sentence))).toEqual([])
  })
})
