import { existsSync } from 'node:fs'
import path from 'node:path'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Page } from 'playwright'
import { defineConfig } from 'vitest/config'
import type { BrowserCommand } from 'vitest/node'
import { ARGS, chromiumPath } from './scripts/browser.mjs'
import { engineTests } from './scripts/engines.mjs'

const executablePath = await chromiumPath()
process.env.CHROMIUM_PATH = executablePath
const at = (place: string) => path.join(import.meta.dirname, place)
const conditions = ['@stillhere/source', 'module', 'browser', 'development|production']

/** What a page cannot do to itself: be seen by somebody with other settings. */
const emulateMedia: BrowserCommand<[Parameters<Page['emulateMedia']>[0]]> = ({ page }, media) => page.emulateMedia(media)

/** A function, because vitest writes into the object. */
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  commands: { emulateMedia },
  provider: playwright({ launchOptions: { executablePath, args: ARGS } }),
  instances: [{ browser: 'chromium' as const }],
})

/** Storybook takes seconds to load and needs its folder, so it is left alone when only other projects are asked for. */
function storiesWanted() {
  const asked = process.argv.flatMap((word, at, all) =>
    word === '--project' ? (all[at + 1] ?? []) : word.startsWith('--project=') ? word.slice(10) : [],
  )
  return existsSync(at('.storybook/main.ts')) && (asked.length === 0 || asked.includes('stories'))
}

/** What the guide of the testing kit shows, as apps run it: in jsdom, in a browser, with both Reacts, and under Jest (compat/jest). */
const TEN_TESTS = 'packages/react/examples/ten-tests.test.tsx'

/** Every library with React for a peer, so that no page holds two Reacts. */
const react18 = ['react', 'react-dom', '@tanstack/react-query', '@testing-library/react'].map((name) => ({
  find: new RegExp(`^${name}(/.*)?$`),
  replacement: `${at(`compat/react18/node_modules/${name}`)}$1`,
}))

/** The one file of an app that the component for shadcn imports. */
const ofShadcn = { find: '@/components/ui/button', replacement: at('packages/react/src/test-support/shadcn-button.tsx') }

/** Tests in a real browser, with the React of the workspace or another one. */
const inBrowser = (name: string, include: string[], alias: typeof react18, exclude: string[] = []) => ({
  plugins: [react(), tailwind()],
  resolve: { conditions, alias: [...alias, ofShadcn] },
  optimizeDeps: {
    // What the recipes need, found before the first test.
    ...(alias !== react18 && { entries: [at('packages/react/src/dialog/recipes/*.tsx')] }),
    include: [
      'react',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      'react-dom/server',
      '@testing-library/react',
      '@testing-library/user-event',
      '@tanstack/react-query',
    ],
  },
  // Packages find each other through links in node_modules, where every test would be met once more.
  test: {
    name,
    include,
    exclude: ['**/node_modules/**', ...exclude],
    provide: { reactMajor: alias === react18 ? '18' : '19' },
    testTimeout: 60_000,
    browser: browser(),
  },
})

const stories = () => ({
  plugins: [storybookTest({ configDir: at('.storybook') })],
  resolve: { conditions },
  // Libraries of single pages, found before the first test: found later, they would make the browser load everything anew.
  optimizeDeps: {
    entries: [
      at('.storybook/pages/paste/policies.ts'),
      at('packages/react/src/dialog/other-libraries.stories.tsx'),
      at('packages/react/src/drafts/unsaved-work.stories.tsx'),
    ],
  },
  test: { name: 'stories', browser: browser() },
})

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: ['@stillhere/source', 'module', 'node', 'development|production'] },
        ssr: { resolve: { conditions: ['@stillhere/source', 'module', 'node', 'development|production'] } },
        test: {
          name: 'node',
          environment: 'node',
          isolate: false,
          setupFiles: [at('scripts/lib/as-it-was.setup.ts')],
          // Months of virtual time take seconds, and many of those where the machine is busy.
          testTimeout: 60_000,
          // What goes by the platform's own turns is late there too.
          expect: { poll: { timeout: 20_000 } },
          include: ['packages/**/src/**/*.test.{ts,tsx}', 'apps/**/src/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          exclude: ['**/*.browser.test.{ts,tsx}', '**/node_modules/**', '**/dist/**'],
        },
      },
      {
        plugins: [react()],
        resolve: { conditions },
        test: { name: 'jsdom', environment: 'jsdom', include: [TEN_TESTS] },
      },
      {
        resolve: { conditions: ['@stillhere/source', 'module', 'node', 'development|production'] },
        ssr: { resolve: { conditions: ['@stillhere/source', 'module', 'node', 'development|production'] } },
        test: {
          name: 'engines',
          environment: 'node',
          include: engineTests(),
          exclude: ['**/node_modules/**'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000, interval: 100 } },
        },
      },
      inBrowser('browser', ['packages/**/src/**/*.browser.test.{ts,tsx}', TEN_TESTS], []),
      inBrowser('react 18', ['packages/{react,query,policies}/src/**/*.browser.test.{ts,tsx}', TEN_TESTS], react18, [
        // What is measured there is the style sheet's work, and what is read there are words.
        '**/looks.browser.test.tsx',
        '**/devtools/{story-told,no-secrets}.browser.test.tsx',
        // It has no <Activity>.
        '**/hidden-activity.browser.test.tsx',
        // Other libraries' dialogs: each has its own word on the React that it wants.
        '**/recipes/**',
      ]),
      ...(storiesWanted() ? [stories()] : []),
    ],
  },
})
