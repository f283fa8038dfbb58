import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const cli = path.join(import.meta.dirname, 'cli.ts')
const folder = mkdtempSync(path.join(tmpdir(), 'stillhere-policies-'))

const FILES = {
  'oauth-shared-config.toml': 'refresh_token_valid = "30m"\nsession_valid = "24h" # a day\n',
  'broken.toml': '[auth]\nsession_valid = 24h\n',
  'corteza.env': 'AUTH_SESSION_LIFETIME=2m\n',
  'broken.env': '\nAUTH_SESSION_LIFETIME=soon\n',
  'good.json': '{ "inactivity": "15m", "maxLifetime": "8h" }\n',
  'bad.json': '{\n  "inactivity": "2h",\n  "maxLifetime": "1h"\n}\n',
  'unknown-key.json': '{\n  "inactivity": "15m",\n  "maxLifetimes": "8h"\n}\n',
  'inner.json': '{\n  "remembered": {\n    "maxLifetime": "8 hours"\n  }\n}\n',
  'syntax.json': '{\n  "inactivity": "15m",\n  maxLifetime: "8h"\n}\n',
  'marked.json': '\uFEFF{ "inactivity": "15m", "maxLifetime": "8h" }\n',
  'list.json': '[]\n',
  'policy.txt': '{}\n',
  'utf-16.env': Buffer.from('AUTH_SESSION_LIFETIME=2m\n', 'utf16le'),
  'binary.toml': Buffer.from([0x1f, 0x8b, 0xff, 0x00]),
}

beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** As somebody without colours sees it. */
function run(...args: readonly string[]) {
  const conditions = ['--conditions=@stillhere/source', '--conditions=development']
  const { status, stdout, stderr } = spawnSync(process.execPath, [...conditions, cli, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('stillhere-policies check', () => {
  test.each([['good.json'], ['marked.json'], ['oauth-shared-config.toml', '--access-token-lifetime', '5m']])(
    'says that nothing was found, and exits with 0: %s',
    (...args) => {
      expect(run('check', ...args)).toEqual({ status: 0, stdout: `${args[0]}: nothing found\n`, stderr: '' })
    },
  )

  test('says what was found, each with severity, code and the way out, and exits with 1', () => {
    const { status, stdout } = run('check', 'bad.json')
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^error: maximum-below-inactivity\n {2}maxLifetime is 1h.*\n {2}Write a shorter.*\n\nbad\.json: errors 1, warnings 0, notes 0\n$/,
    )
    expect(run('check', 'corteza.env')).toMatchObject({ status: 1, stdout: expect.stringMatching(/^warning: no-maximum/) })
  })

  test('PRIVX-7 says of a limit that was saved earlier what the tokens allow', () => {
    const { status, stdout } = run(
      'check',
      'oauth-shared-config.toml',
      '--access-token-lifetime',
      '5m',
      '--inactivity-limit-seconds',
      '90000',
    )
    expect(status).toBe(1)
    expect(stdout).toMatch(/90000 s.*86400 s|86400 s.*90000 s/)
  })

  test.each<[readonly string[], RegExp]>([
    [['broken.toml', '--access-token-lifetime', '5m'], /^broken\.toml:2: session_valid = "24h": /],
    [['oauth-shared-config.toml'], /^--access-token-lifetime is missing/],
    [['broken.env'], /^broken\.env:2: AUTH_SESSION_LIFETIME = "soon": /],
    [['unknown-key.json'], /^unknown-key\.json:3: maxLifetimes = "8h": /],
    [['inner.json'], /^inner\.json:3: remembered\.maxLifetime = "8 hours": /],
    [['syntax.json'], /^syntax\.json:3: /],
    [['list.json'], /^list\.json:1: /],
    [['policy.txt'], /^policy\.txt:1: .*\*\.toml/],
    [['nowhere.json'], /^nowhere\.json cannot be read: ENOENT/],
    [['.'], /^\.:1: .*no kind of file/],
    [['utf-16.env'], /^utf-16\.env:1: .*UTF-8/],
    [['binary.toml', '--access-token-lifetime', '5m'], /^binary\.toml:1: .*UTF-8/],
    [['good.json', '--inactivity-limit-seconds', '60'], /^--inactivity-limit-seconds goes with PrivX/],
    [['good.json', '--access-token-lifetime', '0'], /^--access-token-lifetime is "0"/],
    [
      ['oauth-shared-config.toml', '--access-token-lifetime', '5m', '--inactivity-limit-seconds', '1e3'],
      /sessionInactivityLimitSeconds is NaN/,
    ],
    [['good.json', '--access-token-lifetime', 'soon'], /"soon" is not a duration/],
    [[], /^Usage: /],
    [['good.json', '--verbose'], /--verbose/],
  ])('exits with 2 and says where and why it cannot read %o', (args, told) => {
    const { status, stdout, stderr } = run('check', ...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(told)
  })

  test('explains itself', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('check FILE'), stderr: '' })
  })
})
