import { afterEach, expect, test, vi } from 'vitest'
import { clockText, durationText } from '../messages/format.ts'
import type { SessionMessages } from '../messages/messages.ts'
import { LANGUAGES, type Tag } from '../test-support/languages.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const NAMED = Object.entries(LANGUAGES)

/** Every sentence that a length or a time of day stands in. */
function sentences({ timeLeft, faces, ended, limits, status }: SessionMessages, duration: string, clock: string): readonly string[] {
  const parts = { duration, lead: duration, clock, leftMs: 1 }
  return [
    timeLeft,
    ...Object.values(faces).map(({ description }) => description),
    ...Object.values(ended),
    limits.inactivity,
    limits.maxLifetime,
    ...Object.values(status),
  ].map((say) => say(parts))
}

/** Where a length, here "@", may stand, by its language: elsewhere it would take another form, or be read as a time of day. */
const PLACES: Readonly<Partial<Record<Tag, RegExp>>> = {
  ar: /(?:بعد|لمدة|بمدة) @/g,
  cs: /(?:vás|platí|Pokud|za) @|vás @ předem/g,
  cy: /(?:ers|ymhen|ar ôl|eto|wybod) @/g,
  de: /@ (?:lang|nach|vorher)|Noch @,/g,
  el: /(?:και|από|για|σε) @|@ (?:μετά|νωρίτερα)/g,
  fi: /(?:on|oli|kulunut) @|@ (?:kuluu|ennen)/g,
  fr: /(?:depuis|pendant|dans) @|@ (?:avant|après la)/g,
  hi: /@ (?:से|तक|बाद|पहले|में)/g,
  hu: /@ (?:óta|elteltével|múlva|telik|van)/g,
  ja: /@(?:の間|たつ|前|で)/g,
  ko: /@ (?:동안|후|전에)/g,
  nl: /@ (?:niet|lang|na het|van tevoren)|over @/g,
  pl: /(?:przez|Co|za) @|@ wcześniej/g,
  ro: /(?:de|La|timp de|cu|peste) @/g,
  tr: /@ (?:boyunca|sonra|önce)/g,
  uk: /(?:вас|Через|Якщо|за|через) @/g,
}

test.each(Object.entries(PLACES))('R-38 in %s no length stands where it would want another form', (tag, place) => {
  const [, messages] = NAMED.find(([name]) => name === tag) ?? []
  const said = messages ? sentences(messages, '@', '14:35').filter((text) => text.includes('@')) : []
  expect(said).toHaveLength(7)
  expect(said.filter((text) => text.replaceAll(place, '').includes('@'))).toEqual([])
})

test.each([
  ['ar', 2 * HOUR, 'بعد ساعتين'],
  ['ar', 2 * DAY, 'بعد يومين'],
  ['ar', 3000, 'بعد 3 ثوان'],
  ['cs', HOUR, 'za 1 hodinu'],
  ['cs', HOUR + MINUTE, 'a 1 minutu'],
  ['cs', 1000, 'za 1 sekundu'],
  ['cs', DAY, 'za 1 den'],
  ['hi', HOUR, '1 घंटे में'],
  ['pl', HOUR, 'za 1 godzinę'],
  ['pl', 1000, 'za 1 sekundę'],
  ['pl', DAY, 'za 1 dzień'],
  ['uk', HOUR, 'через 1 годину'],
  ['uk', HOUR + MINUTE, '1 хвилину'],
  ['uk', 21_000, 'через 21 секунду'],
  ['uk', DAY, 'через 1 день'],
])('R-38 in %s %i ms have the form that their sentence wants', (tag, ms, form) => {
  const [, messages] = NAMED.find(([name]) => name === tag) ?? []
  const said = messages?.timeLeft({ duration: durationText(ms, messages), clock: '', leftMs: ms }) ?? ''
  expect(said.replaceAll(/\s/g, ' ')).toContain(form)
})

/** How times of day look to readers whose browsers say where they are. */
const REGIONS: Readonly<Partial<Record<Tag, readonly string[]>>> = {
  cs: ['cs'],
  el: ['el'],
  es: ['es-ES', 'es-MX', 'es-CO'],
  'pt-BR': ['pt-BR'],
  uk: ['uk'],
}

/** Words before an hour that are wrong for it: "a las 1:35", "a la 2:35". */
const WRONG: Readonly<Partial<Record<Tag, RegExp>>> = {
  cs: /(?<!\p{L})ve\s(?:[0156789]|1[016789]|15)\D|(?<!\p{L})v\s(?:[234]|1[234]|2\d)\D/iu,
  el: /(?:στις|τις) 1\D|(?:στη|τη) (?:[02-9]|1\d)/i,
  es: /las 1\D|la (?:[02-9]|1\d)/i,
  'pt-BR': /às 0?1\D|à (?:0?[02-9]|1\d|2\d)/,
  uk: /(?<!\p{L})о\s11|(?<!\p{L})об\s(?!11)/iu,
}

test.each(Object.entries(WRONG))('in %s the word before an hour is right for each hour', (tag, wrong) => {
  const [, messages] = NAMED.find(([name]) => name === tag) ?? []
  const clocks = Object.entries(REGIONS)
    .flatMap(([name, regions]) => (name === tag ? regions : []))
    .flatMap((region) => {
      vi.stubGlobal('navigator', { languages: [region] })
      return Array.from({ length: 24 }, (_, hour) => clockText(new Date(2026, 0, 15, hour, 35).getTime(), region))
    })
  const said = messages ? clocks.flatMap((clock) => sentences(messages, '', clock)) : []
  expect(said.length).toBeGreaterThan(400)
  expect(said.filter((text) => wrong.test(text))).toEqual([])
})

test.each([
  ['en', '2:35 p.m.'],
  ['es', '2:35 p. m.'],
  ['el', '2:35 μ.μ.'],
])('in %s a time of day that ends in a full stop, as in %s, brings no second one into the dialog', (tag, clock) => {
  const [, messages] = NAMED.find(([name]) => name === tag) ?? []
  const said = Object.values(messages?.faces ?? {}).map(({ description }) => description({ duration: '', clock, leftMs: 1 }))
  expect(said).toHaveLength(5)
  expect(said.filter((text) => text.includes('..'))).toEqual([])
})

const LEFT: Readonly<Record<Tag, readonly [ofOneMinute: string, ofFortySeconds: string]>> = {
  ar: ['سيتم تسجيل خروجك بعد دقيقة.', 'سيتم تسجيل خروجك بعد 40 ثانية.'],
  bg: ['Ще излезете автоматично от профила си след 1 минута.', 'Ще излезете автоматично от профила си след 40 секунди.'],
  cs: ['Odhlásíme vás za 1 minutu.', 'Odhlásíme vás za 40 sekund.'],
  cy: ['Cewch eich allgofnodi ymhen 1 munud.', 'Cewch eich allgofnodi ymhen 40 eiliad.'],
  da: ['Du bliver logget ud om 1 minut.', 'Du bliver logget ud om 40 sekunder.'],
  de: ['Noch 1 Minute, dann werden Sie abgemeldet.', 'Noch 40 Sekunden, dann werden Sie abgemeldet.'],
  el: ['Θα αποσυνδεθείτε σε 1 λεπτό.', 'Θα αποσυνδεθείτε σε 40 δευτερόλεπτα.'],
  en: ['You’ll be signed out in 1 minute.', 'You’ll be signed out in 40 seconds.'],
  es: ['Le desconectaremos dentro de 1 minuto.', 'Le desconectaremos dentro de 40 segundos.'],
  fa: ['۱ دقیقه دیگر از حساب خارج می‌شوید.', '۴۰ ثانیه دیگر از حساب خارج می‌شوید.'],
  fi: ['Aikaa uloskirjautumiseen on 1 minuutti.', 'Aikaa uloskirjautumiseen on 40 sekuntia.'],
  fr: ['Nous vous déconnecterons dans 1 minute.', 'Nous vous déconnecterons dans 40 secondes.'],
  he: ['בעוד 1 דקה תתבצע יציאה מהחשבון.', 'בעוד 40 שניות תתבצע יציאה מהחשבון.'],
  hi: ['आपको 1 मिनट में लॉग आउट कर दिया जाएगा।', 'आपको 40 सेकंड में लॉग आउट कर दिया जाएगा।'],
  hu: ['1 perc múlva kiléptetjük.', '40 másodperc múlva kiléptetjük.'],
  it: ['Ti disconnetteremo tra 1 minuto.', 'Ti disconnetteremo tra 40 secondi.'],
  ja: ['あと1分でログアウトします。', 'あと40秒でログアウトします。'],
  ko: ['1분 후 로그아웃됩니다.', '40초 후 로그아웃됩니다.'],
  nl: ['U wordt over 1 minuut uitgelogd.', 'U wordt over 40 seconden uitgelogd.'],
  pl: ['Wylogujemy Cię za 1 minutę.', 'Wylogujemy Cię za 40 sekund.'],
  'pt-BR': ['Sua conta será desconectada em 1 minuto.', 'Sua conta será desconectada em 40 segundos.'],
  ro: ['Vă vom deconecta peste 1 minut.', 'Vă vom deconecta peste 40 de secunde.'],
  sv: ['Du loggas ut om 1 minut.', 'Du loggas ut om 40 sekunder.'],
  tr: ['1 dakika sonra hesabınızdan çıkış yapılacak.', '40 saniye sonra hesabınızdan çıkış yapılacak.'],
  uk: ['Ви автоматично вийдете з кабінету через 1 хвилину.', 'Ви автоматично вийдете з кабінету через 40 секунд.'],
  'zh-Hans': ['1分钟后将自动退出登录。', '40秒钟后将自动退出登录。'],
}

test('R-38 the time left is a whole sentence in every language', () => {
  const said = NAMED.map(([tag, messages]) => [
    tag,
    [60_000, 40_000].map((ms) =>
      messages.timeLeft({ duration: durationText(ms, messages), clock: '14:35', leftMs: ms }).replaceAll(/\s/g, ' '),
    ),
  ])
  expect(Object.fromEntries(said)).toEqual(LEFT)
})
