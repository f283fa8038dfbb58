import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../test-support/languages.ts'
import { UNSAID } from '../test-support/unsaid.ts'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8')

/** The cells of each row of a page's tables. */
const rowsOf = (page: string) =>
  read(`../../../../docs/${page}`)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.replaceAll(/^ +| +$/g, '')),
    )

describe.each(Object.entries(LANGUAGES))('%s', (tag, messages) => {
  const [, name = '', review] = /^\/\/ (.+?)[,.] .*?(?:[.] )((?:Read|Written|Reviewed) .+)\n/.exec(read(`${tag}.ts`)) ?? []
  const rows = rowsOf('translating-glossary.md').filter(([cell]) => cell === `\`${tag}\``)

  test('who has reviewed it is said in the file, and the same in the documentation', () => {
    expect(review).toBeDefined()
    const [row = [], ...more] = rowsOf('translating.md').filter(([cell = '']) => cell.endsWith(`(\`${tag}\`)`))
    expect(more).toEqual([])
    expect(row[0]?.split(/[ ,]/)[0]).toBe(name.replace('Modern Standard ', '').split(' ')[0])
    expect(row.at(-1)).toBe(review)
  })

  test('the glossary has its words', () => {
    const { status, stay, signIn, signOut, timeLeft, limits } = messages
    expect(rows.slice(0, 2).map(([, ...cells]) => cells)).toEqual([
      [status.fine({ clock: '' }), stay, signOut, signIn],
      [status.warning({ clock: '…' }), timeLeft({ duration: '…', clock: '', leftMs: 0 }), limits.unsavedWork.lost],
    ])
  })

  test('R-44 the glossary names what it never says, and the test of the texts looks for that', () => {
    const [, , never = []] = rows
    const [, unsaid] = Object.entries(UNSAID).find(([key]) => key === tag) ?? []
    expect(never).toHaveLength(3)
    expect(never.slice(1).filter((term) => !unsaid?.test(term))).toEqual([])
  })
})
