import { describe, expect, test } from 'vitest'
import { durationText } from '../messages/format.ts'
import type { SessionMessages } from '../messages/messages.ts'
import { LANGUAGES, type Tag } from '../test-support/languages.ts'
import { UNSAID } from '../test-support/unsaid.ts'

const { en } = LANGUAGES
const MINUTE = 60_000

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

describe.each(Object.entries(LANGUAGES))('%s', (name, messages) => {
  const texts = textsOf(messages)
  const offending = (pattern: RegExp) => texts.filter(([, text]) => pattern.test(text))

  test('R-43 has a text wherever English has one, and names its language as browsers do', () => {
    expect(texts.map(([path]) => path)).toEqual(textsOf(en).map(([path]) => path))
    expect([messages.locale]).toEqual(Intl.getCanonicalLocales(name))
  })

  test('R-37 every message is whole without its optional parts and shouts at nobody', () => {
    expect(texts.length).toBeGreaterThan(50)
    expect(offending(/undefined|\bnull\b|object|[!！]|\s{2}|^\s|\s$|^$/)).toEqual([])
    expect(offending(/[(（]\s*[)）]|[:：]\s*[.。]?$| [.,،、。)]|^[.,،、。に]|([.,،、。]){2}/u)).toEqual([])
  })

  test('R-44 no message speaks of sessions, tokens, timeouts or inactivity', () => {
    const everywhere = /session|token|timeout|time-out|inactiv|\buser\b/i
    expect(offending(everywhere)).toEqual([])
    expect(offending(of(UNSAID, name) ?? everywhere)).toEqual([])
  })

  test('every message has the punctuation of its language', () => {
    expect(offending(of(FOREIGN_MARKS, name) ?? /'|\.\.\.|"/)).toEqual([])
  })

  test('what stands on a button fits a narrow screen', () => {
    const { stay, staying, signIn, signOut, dismiss } = messages
    expect([stay, staying, signIn, signOut, dismiss].filter((text) => text.length > 24)).toEqual([])
  })
})

type ByTag = Readonly<Partial<Record<Tag, RegExp>>>

function of(patterns: ByTag, name: string): RegExp | undefined {
  return Object.entries(patterns).find(([tag]) => tag === name)?.[1]
}

/** Marks of other languages: straight quotes, three dots, a Latin comma in Arabic, anything narrow or spaced in Japanese. */
const FOREIGN_MARKS: ByTag = {
  ar: /['"]|\.\.\.|[,;?]/,
  bg: /['"]|\.\.\.|[ыэёіїє]/i,
  da: /['"]|\.\.\.|\S…/,
  de: /['"]|\.\.\.|\S…/,
  el: /['"?]|\.\.\./,
  es: /['"]|\.\.\.|^[^¿]*\?/,
  fa: /['"]|\.\.\.|[,;?كيى]/,
  fr: /['"]|\.\.\.|[^\u202F][?!;]/,
  hi: /['"]|\.\.\.|\.$|\. /,
  ja: /['"]|\.\.\.|[.,;?() ]/,
  ko: /['"]|\.\.\.|[。、，？（）]/,
  ro: /['"]|\.\.\.|[şţ]/i,
  sv: /['"]|\.\.\.|\S…/,
  uk: /['"]|\.\.\.|[ыэёъ]/i,
  'zh-Hans': /['"]|\.\.\.|[.,;?() ]/,
}
