// Every check, with the Node that the workspace installs: `npm test` may have been started with an older one.
// `node scripts/verify.mjs types lint` runs some of them.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const WANTED = 24

if (Number(process.versions.node.split('.')[0]) >= WANTED) {
  const { runChecks } = await import('./lib/run-checks.mjs')
  process.exitCode = await runChecks(process.argv.slice(2))
} else {
  const file = fileURLToPath(import.meta.url)
  const node = path.resolve(path.dirname(file), '../node_modules/.bin/node')
  const { status } = spawnSync(node, [file, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
