import { describe, expect, it } from 'vitest'
import { adviceOn } from './chromium-libraries.mjs'
import { findGaps } from './check-docs.mjs'
import { judgeContent } from './check-packaging.mjs'
import { countReport, remarks, timesOf } from './lib/count.mjs'
import { withPlanted } from './lib/planted.mjs'

describe('the totals', () => {
  const vitest = { testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] }] }

  it('come from what the runner reports', () => {
    expect(countReport('vitest', vitest, 0)).toEqual({ passed: 2, failed: 0 })
    expect(countReport('playwright', { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }, 0)).toEqual({
      passed: 3,
      failed: 0,
    })
    expect(countReport('exit', undefined, 0)).toEqual({ passed: 1, failed: 0 })
  })

  it('count a test that was left out, or that passed only on a retry, as failed', () => {
    const skipped = { testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] }] }
    expect(countReport('vitest', skipped, 0)).toEqual({ passed: 1, failed: 1 })
    expect(countReport('playwright', { stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 } }, 1)).toEqual({ passed: 1, failed: 3 })
  })

  it('count a file that could not be loaded as failed', () => {
    const broken = { testResults: [...vitest.testResults, { status: 'failed', assertionResults: [] }] }
    expect(countReport('vitest', broken, 1)).toEqual({ passed: 2, failed: 1 })
  })

  it('count a runner that fails, writes nothing or finds no tests as failed, even when no test is named', () => {
    expect(countReport('vitest', vitest, 1)).toEqual({ passed: 2, failed: 1 })
    expect(countReport('vitest', undefined, 0)).toEqual({ passed: 0, failed: 1 })
    expect(countReport('playwright', { stats: { expected: 0 }, errors: [{ message: 'no server' }] }, 1)).toEqual({ passed: 0, failed: 1 })
    expect(countReport('exit', undefined, 2)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('the times of tests that claim to be quick', () => {
  it('are read from the report, a line each', () => {
    const tests = [
      { title: 'warns', status: 'passed', duration: 12.4 },
      { title: 'ends', status: 'failed', duration: 130 },
    ]
    expect(timesOf({ testResults: [{ assertionResults: tests }] })).toEqual(['   12 ms  warns', '  130 ms  ends'])
    expect(timesOf(undefined)).toEqual([])
  })
})

describe('what a machine could not test', () => {
  it('is said once, whatever else is well', () => {
    const said = 'redis-server is not on this machine, so the Redis store was NOT tested.'
    expect(remarks(`stderr | stores.test.ts\n${said}\n ✓ stores.test.ts\n${said}\n`)).toEqual([said])
    expect(remarks(' ✓ stores.test.ts\n')).toEqual([])
  })

  it('is said with what is to be noted', () => {
    const said = "      to note in seen-in.ts: ['wall clock only', 53],"
    expect(remarks(`seen  wall clock only: run 53\n${said}\n`)).toEqual([said])
  })
})

describe('the documents', () => {
  const complete = {
    'docs/requirements.md': '- **R-46** Long delays are cut.\n',
    'docs/errors/not-signed-in.md': '# not-signed-in\n',
    'packages/core/src/engine/errors.ts': `export type ErrorCode =\n  | 'not-signed-in'\n\n`,
    'docs/decisions/0001-a.md': '# A\n\n## Context\n\n## Decision\n\n## Alternatives\n\n## Consequences\n',
    'packages/core/src/engine/a.test.ts': `it('R-46 cuts long delays', () => {})\n`,
  }

  it('are complete when every number, code, heading and link has its place', async () => {
    const example = {
      'packages/server/examples/a.ts': 'run()\n',
      'docs/a.md': '<!-- packages/server/examples/a.ts -->\n\n```ts\nrun()\n```\n',
    }
    expect(await withPlanted({ ...complete, ...example }, findGaps)).toEqual([])
  })

  it.each([
    ['a number that is not stated', { 'packages/core/src/engine/b.test.ts': `it('P-11 judges first', () => {})\n` }],
    ['a code without a page', { 'packages/core/src/engine/errors.ts': `export type ErrorCode =\n  | 'not-signed-in'\n  | 'other'\n\n` }],
    ['a page without a code', { 'docs/errors/other.md': '# other\n' }],
    ['a decision without alternatives', { 'docs/decisions/0002-b.md': '# B\n\n## Context\n\n## Decision\n\n## Consequences\n' }],
    [
      'a variable that no page explains',
      {
        'docs/theming.md': '`--stillhere-ink`\n',
        'packages/react/src/dialog/a.css': 'a { color: var(--stillhere-ink); top: var(--stillhere-top) }\n',
      },
    ],
    ['an example that no page shows', { 'packages/server/examples/a.ts': 'run()\n' }],
    [
      'an example that has changed since',
      { 'packages/server/examples/a.ts': 'walk()\n', 'docs/a.md': '<!-- packages/server/examples/a.ts -->\n\n```ts\nrun()\n```\n' },
    ],
    ['an example that is gone', { 'docs/a.md': '<!-- packages/server/examples/a.ts -->\n\n```ts\nrun()\n```\n' }],
    [
      'a component to copy that has changed since',
      {
        'docs/registry/a.json': '{ "files": [{ "path": "packages/server/examples/a.ts", "content": "run()\\n" }] }\n',
        'packages/server/examples/a.ts': 'walk()\n',
        'docs/a.md': '<!-- packages/server/examples/a.ts -->\n\n```ts\nwalk()\n```\n',
      },
    ],
    ['a link to nothing', { 'README.md': '[there](docs/nothing.md)\n' }],
  ])('are not complete with %s', async (_what, more) => {
    expect(await withPlanted({ ...complete, ...more }, findGaps)).toHaveLength(1)
  })
})

describe('a packed package', () => {
  const sane = {
    name: '@stillhere/core',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts'],
    manifest: '{}',
  }

  it('holds what its exports and imports name, a licence and a page about itself', () => {
    expect(judgeContent(sane)).toEqual([])
    expect(
      judgeContent({ ...sane, imports: { '#texts': { production: './dist/texts-short.js', default: './dist/index.js' } } }),
    ).toHaveLength(1)
    expect(judgeContent({ ...sane, files: sane.files.filter((file) => file !== 'LICENSE') })).toHaveLength(1)
    expect(judgeContent({ ...sane, files: sane.files.filter((file) => file !== 'dist/index.js') })).toHaveLength(1)
  })

  it.each(['src/index.test.ts', 'src/dialog.stories.tsx', 'dist/.tsbuildinfo', 'tsconfig.json', 'node_modules/a/index.js'])(
    'does not hold %s',
    (file) => {
      expect(judgeContent({ ...sane, files: [...sane.files, file] })).toHaveLength(1)
    },
  )

  it('does not know the workspace', () => {
    expect(judgeContent({ ...sane, manifest: '{"exports":{".":{"@stillhere/source":"./src/index.ts"}}}' })).toHaveLength(1)
    expect(judgeContent({ ...sane, manifest: '{"dependencies":{"jose":"catalog:"}}' })).toHaveLength(1)
  })
})

describe('a system without what Chromium needs', () => {
  it('is told in one line what to install', () => {
    const advice = adviceOn(
      '\tlinux-vdso.so.1 (0x0)\n\tlibnss3.so => not found\n\tlibnssutil3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n',
    )
    expect(advice).toContain('libnss3.so, libnssutil3.so')
    expect(advice).toMatch(/apt-get install -y libnss3$/)
  })

  it('is not bothered when nothing is missing', () => {
    expect(adviceOn('\tlibc.so.6 => /lib/libc.so.6 (0x0)\n')).toBeNull()
  })
})
