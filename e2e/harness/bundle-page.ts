import path from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './places.ts'

/** A page's entry, from the root of the workspace, as one script for production. */
export async function bundlePage(entry: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, entry)],
    bundle: true,
    write: false,
    format,
    target: 'es2022',
    jsx: 'automatic',
    conditions: ['@stillhere/source', 'module', 'browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles.map(({ text }) => text).join('\n')
}
