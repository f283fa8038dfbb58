// React comes as CommonJS, so its three entries become one module; stillhere's files are served as they are in the package.
import { mkdirSync } from 'node:fs'
import { build } from 'esbuild'

const [react, dom, client, jsx] = await Promise.all(
  ['react', 'react-dom', 'react-dom/client', 'react/jsx-runtime'].map((name) => import(name)),
)
const names = (module) => Object.keys(module).filter((name) => !/^(default|module\.exports|__)/.test(name))
const own = [
  ['react', react],
  ['react-dom', dom],
  ['react-dom/client', client],
  ['react/jsx-runtime', jsx],
]
const seen = new Set()
const lines = own.map(([name, module], at) => {
  const fresh = names(module).filter((one) => !seen.has(one) && seen.add(one))
  return `import * as m${at} from '${name}'\nexport const { ${fresh.join(', ')} } = m${at}`
})
mkdirSync('vendor', { recursive: true })
await build({
  stdin: { contents: `${lines.join('\n')}\nexport default m0`, resolveDir: '.' },
  bundle: true,
  format: 'esm',
  minify: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  outfile: 'vendor/react.js',
})
