// Emits the packages: modules and declarations by `tsc -b`, style sheets and their declarations as they are.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { files, publicPackages, ROOT } from './lib/house.mjs'

// What was emitted from a file that is gone would be published, so each build starts with nothing.
for (const { folder } of publicPackages()) rmSync(path.join(folder, 'dist'), { recursive: true, force: true })
rmSync(path.join(ROOT, 'node_modules/.cache/types'), { recursive: true, force: true })

const tsc = spawnSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-b'], { cwd: ROOT, stdio: 'inherit' })
process.exitCode = tsc.status ?? 1

for (const { folder } of publicPackages()) {
  for (const file of files('**/*.{css,css.d.ts}', path.join(folder, 'src'))) {
    if (file.includes('.stories.')) continue
    cpSync(path.join(folder, 'src', file), path.join(folder, 'dist', file))
  }
}
