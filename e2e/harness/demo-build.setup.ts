import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { DEMO_DIST, ROOT } from './places.ts'

const SOURCES = [
  'apps/demo/{src,public}/**/*',
  'apps/demo/{index.html,vite.config.ts,package.json}',
  'apps/auth-server/src/demo-policies.ts',
  'packages/{core,react,policies}/src/**/*',
]
const NOT_IN_THE_BUILD = /\.(test|stories|test-d)\.tsx?$|\/(testing|test-support)\//

/** Builds the demo once before all tests, when there is no build or one that is older than what it is made of. */
export default function buildDemo(): void {
  const builtAt = modifiedAt(path.join(DEMO_DIST, 'index.html'))
  const stale = globSync(SOURCES, { cwd: ROOT }).some(
    (file) => !NOT_IN_THE_BUILD.test(file) && modifiedAt(path.join(ROOT, file)) >= builtAt,
  )
  if (!stale) return
  const vite = path.join(ROOT, 'node_modules/.bin/vite')
  const { status } = spawnSync(vite, ['build', 'apps/demo', '--logLevel', 'warn'], {
    cwd: ROOT,
    // A runner of tests sets NODE_ENV, which would give a development build.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The demo could not be built; `vite build apps/demo` says why.')
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
