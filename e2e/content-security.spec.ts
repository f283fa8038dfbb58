import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createApp } from './harness/app.ts'
import { expect, test } from './harness/index.ts'
import { DEMO_DIST, ROOT } from './harness/places.ts'

const STRICT = [
  "base-uri 'none'",
  "connect-src 'self'",
  "default-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'none'",
]

/** What makes HTML, styles, scripts or workers out of text. */
const FROM_TEXT =
  /innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|document\.write|<style|createElement\(\s*['"`](?:style|script)|adoptedStyleSheets|insertRule|replaceSync|\beval\(|new Function|createObjectURL/g

/** Style sheets that a script constructs are bound by no `style-src`; the devtools alone have any, and a page fetches them only when it asks. */
const CONSTRUCTED = /^(adoptedStyleSheets|replaceSync)$/
const DEVTOOLS = /(^|\/)packages\/react\/src\/devtools\/|(^|\/)assets\/production-/

test.describe('a token of 8 min', () => {
  test.use({ lifetimes: { accessTokenSeconds: 480 } })

  test('R-85 from sign-in over the warning, a "Stay signed in" that fails and the cover to the end, the page keeps to a strict policy', async ({
    context,
    server,
  }) => {
    const violations: string[] = []
    await context.exposeBinding('violated', (_source, what: string) => void violations.push(what))
    await context.addInitScript(reportViolations)
    context.on('console', (message) => {
      if (/Content[ -]Security[ -]Policy|Trusted(HTML|Script)/i.test(message.text())) violations.push(message.text())
    })
    // Not the harness's own app, which ends a test that breaks the policy on purpose.
    const app = createApp(context, server)
    server.setFaults({ dropBefore: 'always' })
    const tab = await app.signIn({ refreshLead: '4m' })
    const answer = await tab.page.request.get(tab.page.url())
    const inPage = await tab.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
    expect([...directives(inPage), ...directives(answer.headers()['content-security-policy'])].sort()).toEqual(STRICT)

    await tab.page.getByRole('button', { name: 'What is going on' }).click()
    await tab.openCase('Damp in the upper flat')
    await tab.note.fill('Called the landlord')
    await tab.stayButton.click()
    await expect(tab.stayProblem).toBeVisible()
    await expect(tab.dialogTitle).toHaveText('Reconnecting')
    server.setFaults({ dropBefore: 0, reject: 1 })
    await context.setOffline(true)
    await context.setOffline(false)
    await expect(tab.dialogTitle).toHaveText('You’ve been signed out')
    expect(violations).toEqual([])

    // That a breach would have been seen.
    const refused = await tab.page.evaluate(() => {
      const style = document.createElement('style')
      style.textContent = 'body { color: red }'
      document.head.append(style)
      try {
        document.createElement('p').innerHTML = '<b>text</b>'
        return false
      } catch {
        return true
      }
    })
    expect(refused).toBe(true)
    await expect.poll(() => violations).toEqual(expect.arrayContaining(['style-src-elem', 'require-trusted-types-for']))
  })
})

test('R-85 neither the packages nor the demo make HTML, styles, scripts or workers out of text, and the bundle adds none to React’s own', () => {
  const ours = globSync(['packages/{core,react}/src/**/*.{ts,tsx}', 'apps/demo/src/**/*.{ts,tsx}'], { cwd: ROOT }).filter(
    (file) => !/\.(test|test-d|stories)\.tsx?$|\/(testing|test-support)\//.test(file),
  )
  expect(ours.length).toBeGreaterThan(100)
  expect(ours.flatMap((file) => refused(ROOT, file).map((what) => `${file}: ${what}`))).toEqual([])

  const react = counted(found(path.join(ROOT, 'apps/demo/node_modules/react-dom/cjs/react-dom-client.production.js')))
  const bundle = counted(globSync('assets/*.js', { cwd: DEMO_DIST }).flatMap((file) => refused(DEMO_DIST, file)))
  expect(react.size, 'React has some of its own, which the search finds').toBeGreaterThan(0)
  expect([...bundle].filter(([what, count]) => count > (react.get(what) ?? 0))).toEqual([])
})

function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
    const tell: unknown = Reflect.get(globalThis, 'violated')
    if (typeof tell === 'function') tell(effectiveDirective)
  })
}

function directives(policy: string | null | undefined): readonly string[] {
  return (policy ?? '').split(';').flatMap((directive) => directive.trim() || [])
}

function found(file: string): readonly string[] {
  return (readFileSync(file, 'utf8').match(FROM_TEXT) ?? []).map((what) => what.replace(/\s*['"`]/, "'"))
}

function refused(folder: string, file: string): readonly string[] {
  return found(path.join(folder, file)).filter((what) => !DEVTOOLS.test(file) || !CONSTRUCTED.test(what))
}

function counted(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}
