import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

// Every entry of every package, imported as its users do.
const entries = readdirSync('node_modules/@stillhere').flatMap((name) => {
  const { exports } = JSON.parse(readFileSync(`node_modules/@stillhere/${name}/package.json`, 'utf8'))
  return Object.keys(exports).flatMap((entry) => (/\.(css|json)$/.test(entry) ? [] : [`@stillhere/${name}${entry.slice(1)}`]))
})
writeFileSync('src/entries.ts', `${entries.map((entry, at) => `export * as e${at} from '${entry}'`).join('\n')}\n`)

let failed = false
for (const version of ['5.6', '5.7', '5.8', '5.9', '6.0', '7.0']) {
  for (const [module, moduleResolution] of [
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    writeFileSync(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2022', 'DOM', 'DOM.Iterable'],
          module,
          moduleResolution,
          jsx: 'react-jsx',
          strict: true,
          exactOptionalPropertyTypes: true,
          noEmit: true,
          types: ['node'],
          skipLibCheck: false,
        },
        include: ['src'],
      }),
    )
    const { status, stdout } = spawnSync('node', [`node_modules/typescript-${version}/bin/tsc`, '-p', 'tsconfig.json'], {
      encoding: 'utf8',
    })
    console.log(`typescript ${version}, ${moduleResolution}, ${entries.length} entries: ${status === 0 ? 'ok' : 'FAILED'}`)
    if (status !== 0) console.log(stdout.split('\n').slice(0, 20).join('\n'))
    failed ||= status !== 0
  }
}
process.exitCode = failed ? 1 : 0
