import { afterEach, describe, expect, test, vi } from 'vitest'
import { durationText } from '../messages/format.ts'
import type { SessionMessages } from '../messages/messages.ts'
import { messages as ar } from './ar.ts'
import { messages as cy } from './cy.ts'
import { messages as de } from './de.ts'
import { messages as en } from './en.ts'
import { messages as ja } from './ja.ts'
import { messages as pl } from './pl.ts'

const LOCALES: Readonly<Record<string, SessionMessages>> = { ar, cy, de, en, ja, pl }
const NAMED = Object.entries(LOCALES)

const SECOND = 1000
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

afterEach(() => {
  vi.unstubAllGlobals()
})

/** Every text in every form that it can take, by its path: `ended.inactive`. */
function textsOf(messages: SessionMessages): readonly (readonly [string, string])[] {
  const duration = durationText(15 * MINUTE, messages)
  const lead = durationText(2 * MINUTE, messages)
  const whole = { duration, lead, clock: '14:35', leftMs: 2 * MINUTE }
  const partsAt = (path: string) => {
    if (/^timeLeft|^status\.warning/.test(path)) return [whole]
    if (path.startsWith('limits')) return [whole, { ...whole, lead: '' }]
    if (path.startsWith('status')) return [whole, { ...whole, clock: '' }]
    return [whole, { ...whole, duration: '' }]
  }
  const walk = (value: unknown, path: string): readonly (readonly [string, string])[] => {
    if (typeof value === 'function') return partsAt(path).map((parts) => [path, String(Reflect.apply(value, undefined, [parts]))])
    if (typeof value !== 'object' || value === null) return [[path, String(value)]]
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, `${path}.${key}`))
  }
  return Object.entries(messages)
    .filter(([key]) => key !== 'locale' && key !== 'units')
    .flatMap(([key, value]) => walk(value, key))
}

describe.each(NAMED)('%s', (name, messages) => {
  const texts = textsOf(messages)
  const offending = (pattern: RegExp) => texts.filter(([, text]) => pattern.test(text))

  test('R-43 has a text wherever English has one, and names its language as browsers do', () => {
    expect(texts.map(([path]) => path)).toEqual(textsOf(en).map(([path]) => path))
    expect([messages.locale]).toEqual(Intl.getCanonicalLocales(name))
  })

  test('R-37 every message is whole without its optional parts and shouts at nobody', () => {
    expect(texts.length).toBeGreaterThan(50)
    expect(offending(/undefined|null|object|[!！]|\s{2}|^\s|\s$|^$/)).toEqual([])
    expect(offending(/[(（]\s*[)）]|[:：]\s*[.。]?$| [.,،、。)]|^[.,،、。に]|([.,،、。]){2}/u)).toEqual([])
  })

  test('R-44 no message speaks of sessions, tokens, timeouts or inactivity', () => {
    const everywhere = /session|token|timeout|time-out|inactiv|\buser\b/i
    expect(offending(everywhere)).toEqual([])
    expect(offending(FORBIDDEN[name] ?? everywhere)).toEqual([])
  })

  test('every message has the punctuation of its language', () => {
    expect(offending(FOREIGN_MARKS[name] ?? /'|\.\.\.|"/)).toEqual([])
  })

  test('what stands on a button fits a narrow screen', () => {
    const { stay, staying, signIn, signOut, dismiss } = messages
    expect([stay, staying, signIn, signOut, dismiss].filter((text) => text.length > 24)).toEqual([])
  })
})

/** What the words of R-44 are in each language, and what stands in their place where people translate word by word. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  ar: /جلسة|الجلسات|رمز|رموز|مهلة|خمول|عدم النشاط|المستخدم/,
  cy: /sesiw?n|tocyn|thocyn|docyn|anweithgar|anweithred|segur|terfyn amser|defnyddi?wr/i,
  de: /Sitzung|Zeitüberschreitung|Zeitlimit|Inaktivit|inaktiv|Nutzer/i,
  ja: /セッション|トークン|タイムアウト|アクティブ|無操作|ユーザー/,
  pl: /sesj|sesyj|limit czasu|bezczynn|nieaktywn|użytkowni/i,
}

/** Marks of other languages: straight quotes, three dots, a Latin comma in Arabic, anything narrow or spaced in Japanese. */
const FOREIGN_MARKS: Readonly<Record<string, RegExp>> = {
  ar: /['"]|\.\.\.|[,;?]/,
  de: /['"]|\.\.\.|\S…/,
  ja: /['"]|\.\.\.|[.,;?() ]/,
}

describe('a length of time', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['ar', SECOND, 'ثانية'],
    ['ar', 2 * MINUTE, 'دقيقتان'],
    ['ar', 3 * MINUTE, '3 دقائق'],
    ['ar', 11 * MINUTE, '11 دقيقة'],
    ['ar', 100 * DAY, '100 يوم'],
    ['ar', HOUR + 30 * MINUTE, 'ساعة و30 دقيقة'],
    ['cy', 0, '0 eiliad'],
    ['cy', MINUTE, '1 munud'],
    ['cy', 2 * MINUTE, '2 funud'],
    ['cy', 3 * MINUTE, '3 munud'],
    ['cy', 6 * MINUTE, '6 munud'],
    ['cy', 21 * MINUTE, '21 munud'],
    ['cy', 2 * HOUR + 2 * MINUTE, '2 awr, 2 funud'],
    ['cy', 2 * DAY, '2 ddiwrnod'],
    ['cy', 3 * DAY, '3 diwrnod'],
    ['de', MINUTE, '1 Minute'],
    ['de', 3 * DAY, '3 Tage'],
    ['de', HOUR + 30 * MINUTE, '1 Stunde, 30 Minuten'],
    ['en', MINUTE, '1 minute'],
    ['en', 15 * MINUTE, '15 minutes'],
    ['ja', MINUTE, '1分'],
    ['ja', HOUR + 30 * MINUTE, '1時間 30分'],
    ['pl', MINUTE, '1 minuta'],
    ['pl', 2 * MINUTE, '2 minuty'],
    ['pl', 5 * MINUTE, '5 minut'],
    ['pl', 22 * MINUTE, '22 minuty'],
    ['pl', HOUR + 30 * MINUTE, '1 godzina i 30 minut'],
  ]
  const read = () => cases.map(([name, ms]) => durationText(ms, LOCALES[name] ?? en))
  const wanted = cases.map(([, , text]) => text)

  test('R-38 is in the plural of its language', () => {
    expect(read()).toEqual(wanted)
  })

  test('R-39 reads the same without Intl.DurationFormat', () => {
    const { PluralRules, NumberFormat, ListFormat } = Intl
    vi.stubGlobal('Intl', { PluralRules, NumberFormat, ListFormat })
    expect(read()).toEqual(wanted)
  })

  test('R-38 our Welsh is the Welsh of the standard data, for browsers that have none', () => {
    const lengths = [
      SECOND,
      2 * SECOND,
      MINUTE,
      2 * MINUTE,
      3 * MINUTE,
      6 * MINUTE,
      HOUR,
      2 * HOUR,
      DAY,
      2 * DAY,
      7 * DAY,
      HOUR + 2 * MINUTE,
    ]
    expect(lengths.map((ms) => durationText(ms, cy))).toEqual(lengths.map((ms) => durationText(ms, { locale: 'cy' })))
  })
})

test('R-38 the time left is a whole sentence in every language', () => {
  const said = NAMED.map(([name, messages]) => [
    name,
    ...[60, 40, 20].map((seconds) =>
      messages.timeLeft({ duration: durationText(seconds * SECOND, messages), clock: '14:35', leftMs: seconds * SECOND }),
    ),
  ])
  expect(said).toEqual([
    ['ar', 'الوقت المتبقي قبل تسجيل خروجك: دقيقة.', 'الوقت المتبقي قبل تسجيل خروجك: 40 ثانية.', 'الوقت المتبقي قبل تسجيل خروجك: 20 ثانية.'],
    ['cy', 'Cewch eich allgofnodi ymhen 1 munud.', 'Cewch eich allgofnodi ymhen 40 eiliad.', 'Cewch eich allgofnodi ymhen 20 eiliad.'],
    [
      'de',
      'Noch 1 Minute, dann werden Sie abgemeldet.',
      'Noch 40 Sekunden, dann werden Sie abgemeldet.',
      'Noch 20 Sekunden, dann werden Sie abgemeldet.',
    ],
    ['en', 'You’ll be signed out in 1 minute.', 'You’ll be signed out in 40 seconds.', 'You’ll be signed out in 20 seconds.'],
    ['ja', 'あと1分でログアウトします。', 'あと40秒でログアウトします。', 'あと20秒でログアウトします。'],
    ['pl', 'Czas do wylogowania: 1 minuta.', 'Czas do wylogowania: 40 sekund.', 'Czas do wylogowania: 20 sekund.'],
  ])
})

test('R-38 no length stands where its language would want another form of it', () => {
  const lengths = [SECOND, 2 * SECOND, 20 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 30 * DAY]
  const wrong: Readonly<Record<string, RegExp>> = {
    ar: /(?:منذ|خلال|بعد|قبل|لمدة|لـ|غضون)\s*\d*\s*(?:ثانيت|دقيقت|ساعت|يوما)ان/,
    de: /(?:in|seit|nach|vor|von|mit) \d+ (?:Tage(?!n)|Sekunde|Minute|Stunde|Tag\b)/,
    pl: /(?:\bza|\bod|\bprzez|\bpo|\bdo|\bprzed|\bna|\bw) \d+ \p{L}+|\d \p{L}+ (?:temu|przed)/u,
  }
  const found = Object.entries(wrong).flatMap(([name, pattern]) => {
    const messages = LOCALES[name] ?? en
    const said = lengths.flatMap((ms) => {
      const duration = durationText(ms, messages)
      const parts = { duration, lead: duration, clock: '14:35', leftMs: ms }
      const { timeLeft, faces, ended, limits } = messages
      return [timeLeft, faces['still-here'].description, ...Object.values(ended), limits.inactivity, limits.maxLifetime].map((say) =>
        say(parts),
      )
    })
    return said.filter((text) => pattern.test(text))
  })
  expect(found).toEqual([])
})
