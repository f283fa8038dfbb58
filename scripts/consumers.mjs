// Installs the packages as a release would have them into apps of other people's making, builds these, and opens them in a browser.
// `node scripts/consumers.mjs next types` takes some of them. Needs the registry; `npm test` does not run it.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright'
import { ARGS, chromiumPath } from './browser.mjs'
import { freePort } from './lib/free-port.mjs'
import { publicPackages, ROOT } from './lib/house.mjs'
import { writePageTable } from './lib/page-table.mjs'
import { serveFolder } from './lib/static-server.mjs'

const CONSUMERS = path.join(ROOT, 'compat/consumers')

/**
 * @typedef {object} Consumer
 * @property {string} name Its folder.
 * @property {string} what For the table.
 * @property {boolean} [vite] Whether it has all of the shared Vite app that its own folder does not have.
 * @property {string | null} app Where the shared component goes.
 * @property {{ readonly folder: string } | { readonly command: readonly string[] } | null} served
 */

/** @type {readonly Consumer[]} */
const ALL = [
  { name: 'types', what: 'TypeScript 5.6 to 7.0; `node16`, `nodenext`, `bundler`; every entry', app: null, served: null },
  { name: 'vite-react-19', what: 'Vite 8, React 19', vite: true, app: 'src', served: { folder: 'dist' } },
  { name: 'vite-react-18', what: 'Vite 8, React 18.2.0', vite: true, app: 'src', served: { folder: 'dist' } },
  { name: 'react-compiler', what: 'Vite 8, React Compiler on', vite: true, app: 'src', served: { folder: 'dist' } },
  {
    name: 'next',
    what: 'Next.js 16, App Router, from a server component',
    app: 'app',
    served: { command: ['npx', 'next', 'start', '-p'] },
  },
  { name: 'react-router', what: 'React Router 8, framework mode', app: 'app', served: { command: ['npm', 'start'] } },
  { name: 'import-map', what: 'no bundler, an import map', app: null, served: { folder: '.' } },
]

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const writes = process.argv.includes('--write')
const unknown = wanted.filter((word) => ALL.every(({ name }) => name !== word))
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}. There are: ${ALL.map(({ name }) => name).join(', ')}`)
if (writes && wanted.length > 0) throw new Error('The table is of all of them: --write takes no names.')
const work = mkdtempSync(path.join(tmpdir(), 'stillhere-consumers-'))
const tarballs = pack(path.join(work, 'packed'))
/** @type {string[][]} */
const rows = []
for (const consumer of ALL) {
  if (wanted.length > 0 && !wanted.includes(consumer.name)) continue
  const outcome = await tried(consumer).catch((error) => `failed: ${error instanceof Error ? error.message : String(error)}`)
  console.log(`${outcome === 'works' ? '✓' : '✗'} ${consumer.name}: ${outcome}`)
  rows.push([consumer.what, `\`compat/consumers/${consumer.name}\``, outcome.split('\n')[0] ?? ''])
  if (outcome !== 'works') process.exitCode = 1
}
rmSync(work, { recursive: true, force: true })
if (writes) writePageTable(path.join(ROOT, 'docs/consumers.md'), ['app', 'source', 'result'], rows)

/** @param {string} folder @returns {Record<string, string>} Specifiers by package. */
function pack(folder) {
  mkdirSync(folder)
  run(ROOT, 'node', ['scripts/build.mjs'])
  return Object.fromEntries(
    publicPackages().map(({ name, folder: from }) => {
      const before = new Set(readdirSync(folder))
      run(from, path.join(ROOT, 'node_modules/.bin/pnpm'), ['pack', '--pack-destination', folder])
      const tarball = readdirSync(folder).find((file) => !before.has(file)) ?? ''
      return [name, `file:${path.join(folder, tarball)}`]
    }),
  )
}

/** @param {Consumer} consumer @returns {Promise<string>} `works`, or what does not. */
async function tried({ name, vite = false, app, served }) {
  const folder = path.join(work, name)
  for (const part of [...(vite ? ['vite-app'] : []), name]) {
    cpSync(path.join(CONSUMERS, part), folder, { recursive: true, filter: (from) => !from.includes('node_modules') })
  }
  if (app !== null) cpSync(path.join(CONSUMERS, 'app.tsx'), path.join(folder, app, 'app.tsx'))
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const named = Object.keys(manifest.dependencies).filter((one) => one in tarballs)
  for (const one of named) manifest.dependencies[one] = tarballs[one]
  // What the packages need of each other is packed here as well; what is named above npm lets nobody override.
  manifest.overrides = Object.fromEntries(Object.entries(tarballs).filter(([one]) => !named.includes(one)))
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'])
  console.log(run(folder, 'npm', ['run', '--silent', 'build']).trimEnd())
  if (served === null) return 'works'
  const server = 'folder' in served ? await serveFolder(path.join(folder, served.folder)) : await started(folder, served.command)
  try {
    return await opened(server.url)
  } finally {
    await server.close()
  }
}

/** @param {string} url @returns {Promise<string>} */
async function opened(url) {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ARGS })
  try {
    const page = await browser.newPage()
    /** @type {string[]} */
    const complaints = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(url)
    try {
      await page.getByRole('heading', { name: 'Hello Ada' }).waitFor()
      await page.getByRole('button', { name: 'Refresh' }).click()
      await page.getByRole('alertdialog', { name: /abgemeldet/i }).waitFor()
    } catch (error) {
      complaints.push(String(error))
    }
    return complaints.length === 0 ? 'works' : `complains: ${complaints.join('; ')}`
  } finally {
    await browser.close()
  }
}

/** @param {string} folder @param {readonly string[]} command The last word of which takes the port, unless PORT does. */
async function started(folder, [program = '', ...args]) {
  const port = await freePort()
  const child = spawn(program, args.at(-1) === '-p' ? [...args, String(port)] : args, {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    detached: true,
    stdio: 'ignore',
  })
  const url = `http://localhost:${port}/`
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return { url, close: async () => void (child.pid !== undefined && child.exitCode === null && process.kill(-child.pid)) }
}

/** @param {string} cwd @param {string} command @param {string[]} args @returns {string} What it said. @throws Error with it when it fails. */
function run(cwd, command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} says\n${stdout}${stderr}`)
  return stdout
}
