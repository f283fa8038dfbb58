const { transformSync } = require('esbuild')

/** What Babel, SWC or ts-jest do in an app. */
module.exports = {
  process(code, file) {
    return transformSync(code, {
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      format: 'cjs',
      jsx: 'automatic',
      target: 'node22',
      sourcefile: file,
      sourcemap: 'inline',
    })
  },
}
