// Takes a picture of every face of the dialog, and of what stands around it, as people with different settings see them.
// `npm run look [-- part-of-a-story's-id]` writes them below node_modules/.cache, with a page that shows them all.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'
import { ARGS, chromiumPath } from './browser.mjs'
import { CACHE, ROOT } from './lib/house.mjs'
import { serveFolder } from './lib/static-server.mjs'

const STATIC = path.join(ROOT, 'storybook-static')
const OUT = path.join(CACHE, 'look')

/** @typedef {{ name: string, size?: [number, number], globals?: string, options?: import('playwright').BrowserContextOptions }} Eye */

/** @type {readonly Eye[]} */
const EYES = [
  { name: 'light' },
  { name: 'dark', globals: 'theme:dark' },
  { name: 'more contrast', options: { contrast: 'more' } },
  { name: 'forced colours', options: { forcedColors: 'active' } },
  { name: '320 px', size: [320, 640] },
  { name: '320 by 256 px', size: [320, 256] },
  { name: '200 % text', size: [390, 844], globals: 'textSize:200' },
  { name: 'right to left', globals: 'direction:rtl' },
  { name: 'German', size: [390, 844], globals: 'language:de' },
  { name: 'Arabic, dark', size: [390, 844], globals: 'language:ar;theme:dark' },
]

const wanted = process.argv[2] ?? ''
if (!existsSync(path.join(STATIC, 'index.json'))) {
  console.log('Building Storybook first …')
  const built = spawnSync('storybook', ['build', '--quiet', '--disable-telemetry', '-o', STATIC], { cwd: ROOT, stdio: 'inherit' })
  if (built.status !== 0) process.exit(built.status ?? 1)
}

const server = await serveFolder(STATIC)

/** @type {{ entries: Record<string, { id: string, type: string, name: string, title: string }> }} */
const index = await (await fetch(`${server.url}index.json`)).json()
const stories = Object.values(index.entries).filter(
  ({ id, type }) => type === 'story' && /^(dialog-faces|around-the-dialog)--?/.test(id) && id.includes(wanted),
)
rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT, { recursive: true })
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ARGS })
for (const { name, size: [width, height] = [900, 640], globals = '', options = {} } of EYES) {
  const context = await browser.newContext({ viewport: { width, height }, ...options })
  const page = await context.newPage()
  for (const { id } of stories) {
    await page.goto(`${server.url}iframe.html?viewMode=story&id=${id}&globals=${globals}`, { waitUntil: 'load' })
    await page.locator('.sb-show-main').waitFor({ state: 'attached' })
    await page.waitForFunction(() => document.querySelector('#storybook-root')?.childElementCount !== 0)
    await page.screenshot({ path: path.join(OUT, fileOf(id, name)), animations: 'disabled' })
  }
  await context.close()
  console.log(`${name}: ${stories.length} pictures`)
}
await browser.close()
await server.close()
writeFileSync(path.join(OUT, 'index.html'), sheet())
console.log(`Open ${path.relative(ROOT, path.join(OUT, 'index.html'))}`)

/** @param {string} id @param {string} eye */
function fileOf(id, eye) {
  return `${id}.${eye.replaceAll(/[^a-z0-9]+/gi, '-')}.png`
}

function sheet() {
  const rows = stories.map(
    ({ id, title, name }) =>
      `<h2>${title}: ${name}</h2>${EYES.map(({ name: eye }) => `<figure><img src="${fileOf(id, eye)}" alt=""><figcaption>${eye}</figcaption></figure>`).join('')}`,
  )
  return `<!doctype html><meta charset="utf-8"><title>How it looks</title><style>body{font:1rem system-ui;background:#ddd}figure{display:inline-block;margin:.5rem;vertical-align:top}img{max-inline-size:30rem;display:block}</style>${rows.join('\n')}`
}
