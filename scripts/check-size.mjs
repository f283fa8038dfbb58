// What a user's bundle grows by: production, minified, React external, brotli.
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import { bundle } from './lib/bundle.mjs'
import { conclude, files, isMain, ROOT } from './lib/house.mjs'

const KIB = 1024
const BARE = `export { SessionProvider, SessionGate, cookieBackend, createBrowserSession, useSession } from '@stillhere/react'`
const DIALOG = `export { SessionExpiringDialog } from '@stillhere/react/dialog'`

const QUERY = `export { attachSession } from './src/index.ts'`
const POLICIES = `export { nist, privx, strictest } from './src/index.ts'`

/** Of each entry its backend; what it takes of the core is counted as well. */
const ADAPTERS = {
  'oidc-client-ts': 'oidcClientTsBackend',
  'auth0-spa-js': 'auth0Backend',
  'next-auth': 'nextAuthBackend',
  'keycloak-js': 'keycloakBackend',
  bearer: 'bearerBackend',
  'better-auth': 'betterAuthBackend, stillhereClient',
}

/** `budgetKib` is where we want to be, `ceilingKib` what a change may not pass unless it mends what was wrong. */
const BUDGETS = [
  { name: 'core + browser + provider + gate + useSession', code: BARE, css: [], budgetKib: 7, ceilingKib: 22.85 },
  {
    name: 'the same with dialog and CSS',
    code: `${BARE}\n${DIALOG}`,
    css: ['packages/react/src/dialog/dialog.css'],
    budgetKib: 11,
    ceilingKib: 30.6,
  },
  {
    // Most of it is the cipher and the writing of values, each a library.
    name: 'useSessionDraft, without the core',
    code: `export { useSessionDraft } from './src/index.ts'`,
    css: [],
    from: 'packages/react',
    external: ['@stillhere/core', '@stillhere/core/browser'],
    budgetKib: 8,
    ceilingKib: 11,
  },
  {
    name: 'the devtools in a production build',
    code: `export * from '@stillhere/react/devtools'`,
    css: [],
    budgetKib: 0.1,
    ceilingKib: 0.1,
  },
  {
    name: 'the devtools for who asks, with what they take of the core',
    code: `export * from '@stillhere/react/devtools/production'`,
    css: [],
    budgetKib: 20,
    ceilingKib: 25,
  },
  {
    name: 'one system, one norm and the strictest of both',
    code: POLICIES,
    css: [],
    from: 'packages/policies',
    budgetKib: 2.5,
    ceilingKib: 2.75,
  },
  { name: 'attachSession, without TanStack Query', code: QUERY, css: [], from: 'packages/query', budgetKib: 1.5, ceilingKib: 2.75 },
  ...Object.entries(ADAPTERS).map(([sdk, name]) => ({
    name: `adapter ${sdk}`,
    code: `export { ${name} } from './src/${sdk}.ts'`,
    css: [],
    from: 'packages/adapters',
    budgetKib: 1,
    ceilingKib: 2.75,
  })),
  {
    // The specifications' many checks and ways: popup, frame, redirect, three stores, a key of the page.
    name: 'the OpenID Connect client, own code',
    code: `export { oidcBackend } from './src/index.ts'`,
    css: [],
    from: 'packages/oidc',
    external: ['oauth4webapi', 'jose', '@stillhere/core'],
    budgetKib: 3,
    ceilingKib: 7.25,
  },
  {
    name: 'the OpenID Connect client with oauth4webapi and what it takes of jose',
    code: `export { oidcBackend } from './src/index.ts'`,
    css: [],
    from: 'packages/oidc',
    budgetKib: 15,
    ceilingKib: 15.75,
  },
  {
    name: 'reportActivityToParent, for the page in a frame',
    code: `export { reportActivityToParent } from '@stillhere/core/activity'`,
    css: [],
    budgetKib: 0.75,
    ceilingKib: 0.9,
  },
  {
    name: 'all of @stillhere/core/activity',
    code: `export * from '@stillhere/core/activity'`,
    css: [],
    budgetKib: 3,
    ceilingKib: 3.25,
  },
  {
    name: 'the timeline of a policy, with the engine and the world that it plays in',
    code: `export { PolicyTimeline } from './src/timeline/index.ts'`,
    css: ['packages/policies/src/timeline/timeline.css'],
    from: 'packages/policies',
    budgetKib: 30,
    ceilingKib: 35.25,
  },
  // Alone, so that one that brought another language along would be twice too large. A tenth more is allowed to letters of two bytes each
  // and to Czech, which brings a case for lengths and a word before an hour.
  ...files('packages/react/src/locales/*.ts', ROOT)
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => path.basename(file, '.ts'))
    .map((locale) => ({
      name: `locale ${locale}`,
      code: `export { messages } from '@stillhere/react/locales/${locale}'`,
      css: [],
      budgetKib: 1,
      ceilingKib: ['bg', 'cs', 'el', 'fa', 'uk'].includes(locale) ? 1.1 : 1,
    })),
]

/**
 * @param {{ code: string, css: readonly string[], from?: string, external?: readonly string[] }} what `from`: the folder to resolve
 * names in; `external`: packages that are not counted, besides React.
 * @returns {Promise<number>} Bytes after brotli; code and style sheets are compressed each on its own, as servers do.
 */
export async function measure({ code, css, ...where }) {
  const options = /** @type {const} */ ({
    minify: true,
    target: 'es2022',
    logLevel: 'silent',
    legalComments: 'none',
    // As bundlers write it: "ü", not "\xFC".
    charset: 'utf8',
  })
  const script = await bundle(code, { conditions: ['production'], ...where }, options)
  const sheets = await Promise.all(
    css.map(async (file) => {
      const { outputFiles } = await build({ ...options, bundle: true, write: false, entryPoints: [path.join(ROOT, file)] })
      return outputFiles[0]?.text ?? ''
    }),
  )
  return [script, ...sheets]
    .map((text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length)
    .reduce((sum, bytes) => sum + bytes, 0)
}

if (isMain(import.meta)) {
  const findings = []
  for (const { name, budgetKib, ceilingKib, ...what } of BUDGETS) {
    try {
      const kib = (await measure(what)) / KIB
      console.log(`${kib.toFixed(2)} KiB (budget ${budgetKib}, ceiling ${ceilingKib}): ${name}`)
      if (kib > ceilingKib) findings.push(`${name}: ${kib.toFixed(2)} KiB is over the ceiling of ${ceilingKib} KiB`)
    } catch (error) {
      findings.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  conclude('size', findings)
}
