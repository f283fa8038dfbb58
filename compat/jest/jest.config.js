const path = require('node:path')

/** The guide's ten tests as an app's Jest runs them: jsdom, modules made CommonJS, the packages as they are published. */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  roots: ['<rootDir>/packages/react/examples'],
  testMatch: ['**/*.test.tsx'],
  testEnvironment: path.join(__dirname, 'jsdom-with-fetch.js'),
  transform: { '\\.[jt]sx?$': path.join(__dirname, 'to-commonjs.js') },
  transformIgnorePatterns: ['/node_modules/(?!(\\.pnpm/)?(@stillhere|devalue)[/+@])'],
  moduleNameMapper: { '^vitest$': path.join(__dirname, 'jest-globals.js') },
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
}
