import process from 'node:process'
import { defineConfig } from '@playwright/test'
import { ARGS, chromiumPath } from '../scripts/browser.mjs'

const CONDITION = '--conditions=@stillhere/source'

// The workers, which start the servers from source, inherit this; the command that starts Playwright need not know about it.
const nodeOptions = process.env['NODE_OPTIONS'] ?? ''
if (!nodeOptions.includes(CONDITION)) process.env['NODE_OPTIONS'] = `${nodeOptions} ${CONDITION}`.trim()

const wantsJson = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] !== undefined

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './harness/demo-build.setup.ts',
  // Each test has servers and ports of its own, and waits most of the time.
  workers: 4,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  // Long enough for a dialog or an end that is due some real seconds later; a failure is a question of order, never of speed.
  expect: { timeout: 20_000 },
  reporter: wantsJson ? [['list'], ['json']] : [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: await chromiumPath(), args: ARGS },
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
  },
})
