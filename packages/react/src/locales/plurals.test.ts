import { afterEach, describe, expect, test, vi } from 'vitest'
import { durationText } from '../messages/format.ts'
import type { DurationUnit, SessionMessages } from '../messages/messages.ts'
import { LANGUAGES, type Tag } from '../test-support/languages.ts'

const COUNTS = [0, 1, 2, 3, 5, 11, 21, 100]
const UNITS: readonly (readonly [unit: DurationUnit, ms: number, next: number])[] = [
  ['days', 86_400_000, Number.POSITIVE_INFINITY],
  ['hours', 3_600_000, 24],
  ['minutes', 60_000, 60],
  ['seconds', 1000, 60],
]

afterEach(() => {
  vi.unstubAllGlobals()
})

/** By tag: days, hours, minutes and seconds, each 0, 1, 2, 3, 5, 11, 21 and 100 times. Nominative, as in a dictionary. */
const PLURALS: Readonly<Record<Tag, readonly [days: string, hours: string, minutes: string, seconds: string]>> = {
  ar: [
    '0 يوم | يوم | يومان | 3 أيام | 5 أيام | 11 يومًا | 21 يومًا | 100 يوم',
    '0 ساعة | ساعة | ساعتان | 3 ساعات | 5 ساعات | 11 ساعة | 21 ساعة | 100 ساعة',
    '0 دقيقة | دقيقة | دقيقتان | 3 دقائق | 5 دقائق | 11 دقيقة | 21 دقيقة | 100 دقيقة',
    '0 ثانية | ثانية | ثانيتان | 3 ثوان | 5 ثوان | 11 ثانية | 21 ثانية | 100 ثانية',
  ],
  bg: [
    '0 дни | 1 ден | 2 дни | 3 дни | 5 дни | 11 дни | 21 дни | 100 дни',
    '0 часа | 1 час | 2 часа | 3 часа | 5 часа | 11 часа | 21 часа | 100 часа',
    '0 минути | 1 минута | 2 минути | 3 минути | 5 минути | 11 минути | 21 минути | 100 минути',
    '0 секунди | 1 секунда | 2 секунди | 3 секунди | 5 секунди | 11 секунди | 21 секунди | 100 секунди',
  ],
  cs: [
    '0 dnů | 1 den | 2 dny | 3 dny | 5 dnů | 11 dnů | 21 dnů | 100 dnů',
    '0 hodin | 1 hodina | 2 hodiny | 3 hodiny | 5 hodin | 11 hodin | 21 hodin | 100 hodin',
    '0 minut | 1 minuta | 2 minuty | 3 minuty | 5 minut | 11 minut | 21 minut | 100 minut',
    '0 sekund | 1 sekunda | 2 sekundy | 3 sekundy | 5 sekund | 11 sekund | 21 sekund | 100 sekund',
  ],
  cy: [
    '0 diwrnod | 1 diwrnod | 2 ddiwrnod | 3 diwrnod | 5 diwrnod | 11 diwrnod | 21 diwrnod | 100 diwrnod',
    '0 awr | 1 awr | 2 awr | 3 awr | 5 awr | 11 awr | 21 awr | 100 awr',
    '0 munud | 1 munud | 2 funud | 3 munud | 5 munud | 11 munud | 21 munud | 100 munud',
    '0 eiliad | 1 eiliad | 2 eiliad | 3 eiliad | 5 eiliad | 11 eiliad | 21 eiliad | 100 eiliad',
  ],
  da: [
    '0 dage | 1 dag | 2 dage | 3 dage | 5 dage | 11 dage | 21 dage | 100 dage',
    '0 timer | 1 time | 2 timer | 3 timer | 5 timer | 11 timer | 21 timer | 100 timer',
    '0 minutter | 1 minut | 2 minutter | 3 minutter | 5 minutter | 11 minutter | 21 minutter | 100 minutter',
    '0 sekunder | 1 sekund | 2 sekunder | 3 sekunder | 5 sekunder | 11 sekunder | 21 sekunder | 100 sekunder',
  ],
  de: [
    '0 Tage | 1 Tag | 2 Tage | 3 Tage | 5 Tage | 11 Tage | 21 Tage | 100 Tage',
    '0 Stunden | 1 Stunde | 2 Stunden | 3 Stunden | 5 Stunden | 11 Stunden | 21 Stunden | 100 Stunden',
    '0 Minuten | 1 Minute | 2 Minuten | 3 Minuten | 5 Minuten | 11 Minuten | 21 Minuten | 100 Minuten',
    '0 Sekunden | 1 Sekunde | 2 Sekunden | 3 Sekunden | 5 Sekunden | 11 Sekunden | 21 Sekunden | 100 Sekunden',
  ],
  el: [
    '0 ημέρες | 1 ημέρα | 2 ημέρες | 3 ημέρες | 5 ημέρες | 11 ημέρες | 21 ημέρες | 100 ημέρες',
    '0 ώρες | 1 ώρα | 2 ώρες | 3 ώρες | 5 ώρες | 11 ώρες | 21 ώρες | 100 ώρες',
    '0 λεπτά | 1 λεπτό | 2 λεπτά | 3 λεπτά | 5 λεπτά | 11 λεπτά | 21 λεπτά | 100 λεπτά',
    '0 δευτερόλεπτα | 1 δευτερόλεπτο | 2 δευτερόλεπτα | 3 δευτερόλεπτα | 5 δευτερόλεπτα | 11 δευτερόλεπτα | 21 δευτερόλεπτα | 100 δευτερόλεπτα',
  ],
  en: [
    '0 days | 1 day | 2 days | 3 days | 5 days | 11 days | 21 days | 100 days',
    '0 hours | 1 hour | 2 hours | 3 hours | 5 hours | 11 hours | 21 hours | 100 hours',
    '0 minutes | 1 minute | 2 minutes | 3 minutes | 5 minutes | 11 minutes | 21 minutes | 100 minutes',
    '0 seconds | 1 second | 2 seconds | 3 seconds | 5 seconds | 11 seconds | 21 seconds | 100 seconds',
  ],
  es: [
    '0 días | 1 día | 2 días | 3 días | 5 días | 11 días | 21 días | 100 días',
    '0 horas | 1 hora | 2 horas | 3 horas | 5 horas | 11 horas | 21 horas | 100 horas',
    '0 minutos | 1 minuto | 2 minutos | 3 minutos | 5 minutos | 11 minutos | 21 minutos | 100 minutos',
    '0 segundos | 1 segundo | 2 segundos | 3 segundos | 5 segundos | 11 segundos | 21 segundos | 100 segundos',
  ],
  fa: [
    '۰ روز | ۱ روز | ۲ روز | ۳ روز | ۵ روز | ۱۱ روز | ۲۱ روز | ۱۰۰ روز',
    '۰ ساعت | ۱ ساعت | ۲ ساعت | ۳ ساعت | ۵ ساعت | ۱۱ ساعت | ۲۱ ساعت | ۱۰۰ ساعت',
    '۰ دقیقه | ۱ دقیقه | ۲ دقیقه | ۳ دقیقه | ۵ دقیقه | ۱۱ دقیقه | ۲۱ دقیقه | ۱۰۰ دقیقه',
    '۰ ثانیه | ۱ ثانیه | ۲ ثانیه | ۳ ثانیه | ۵ ثانیه | ۱۱ ثانیه | ۲۱ ثانیه | ۱۰۰ ثانیه',
  ],
  fi: [
    '0 päivää | 1 päivä | 2 päivää | 3 päivää | 5 päivää | 11 päivää | 21 päivää | 100 päivää',
    '0 tuntia | 1 tunti | 2 tuntia | 3 tuntia | 5 tuntia | 11 tuntia | 21 tuntia | 100 tuntia',
    '0 minuuttia | 1 minuutti | 2 minuuttia | 3 minuuttia | 5 minuuttia | 11 minuuttia | 21 minuuttia | 100 minuuttia',
    '0 sekuntia | 1 sekunti | 2 sekuntia | 3 sekuntia | 5 sekuntia | 11 sekuntia | 21 sekuntia | 100 sekuntia',
  ],
  fr: [
    '0 jour | 1 jour | 2 jours | 3 jours | 5 jours | 11 jours | 21 jours | 100 jours',
    '0 heure | 1 heure | 2 heures | 3 heures | 5 heures | 11 heures | 21 heures | 100 heures',
    '0 minute | 1 minute | 2 minutes | 3 minutes | 5 minutes | 11 minutes | 21 minutes | 100 minutes',
    '0 seconde | 1 seconde | 2 secondes | 3 secondes | 5 secondes | 11 secondes | 21 secondes | 100 secondes',
  ],
  he: [
    '0 ימים | 1 יום | יומיים | 3 ימים | 5 ימים | 11 ימים | 21 ימים | 100 ימים',
    '0 שעות | 1 שעה | שעתיים | 3 שעות | 5 שעות | 11 שעות | 21 שעות | 100 שעות',
    '0 דקות | 1 דקה | שתי דקות | 3 דקות | 5 דקות | 11 דקות | 21 דקות | 100 דקות',
    '0 שניות | 1 שניה | שתי שניות | 3 שניות | 5 שניות | 11 שניות | 21 שניות | 100 שניות',
  ],
  hi: [
    '0 दिन | 1 दिन | 2 दिन | 3 दिन | 5 दिन | 11 दिन | 21 दिन | 100 दिन',
    '0 घंटा | 1 घंटा | 2 घंटे | 3 घंटे | 5 घंटे | 11 घंटे | 21 घंटे | 100 घंटे',
    '0 मिनट | 1 मिनट | 2 मिनट | 3 मिनट | 5 मिनट | 11 मिनट | 21 मिनट | 100 मिनट',
    '0 सेकंड | 1 सेकंड | 2 सेकंड | 3 सेकंड | 5 सेकंड | 11 सेकंड | 21 सेकंड | 100 सेकंड',
  ],
  hu: [
    '0 nap | 1 nap | 2 nap | 3 nap | 5 nap | 11 nap | 21 nap | 100 nap',
    '0 óra | 1 óra | 2 óra | 3 óra | 5 óra | 11 óra | 21 óra | 100 óra',
    '0 perc | 1 perc | 2 perc | 3 perc | 5 perc | 11 perc | 21 perc | 100 perc',
    '0 másodperc | 1 másodperc | 2 másodperc | 3 másodperc | 5 másodperc | 11 másodperc | 21 másodperc | 100 másodperc',
  ],
  it: [
    '0 giorni | 1 giorno | 2 giorni | 3 giorni | 5 giorni | 11 giorni | 21 giorni | 100 giorni',
    '0 ore | 1 ora | 2 ore | 3 ore | 5 ore | 11 ore | 21 ore | 100 ore',
    '0 minuti | 1 minuto | 2 minuti | 3 minuti | 5 minuti | 11 minuti | 21 minuti | 100 minuti',
    '0 secondi | 1 secondo | 2 secondi | 3 secondi | 5 secondi | 11 secondi | 21 secondi | 100 secondi',
  ],
  ja: [
    '0日 | 1日 | 2日 | 3日 | 5日 | 11日 | 21日 | 100日',
    '0時間 | 1時間 | 2時間 | 3時間 | 5時間 | 11時間 | 21時間 | 100時間',
    '0分 | 1分 | 2分 | 3分 | 5分 | 11分 | 21分 | 100分',
    '0秒 | 1秒 | 2秒 | 3秒 | 5秒 | 11秒 | 21秒 | 100秒',
  ],
  ko: [
    '0일 | 1일 | 2일 | 3일 | 5일 | 11일 | 21일 | 100일',
    '0시간 | 1시간 | 2시간 | 3시간 | 5시간 | 11시간 | 21시간 | 100시간',
    '0분 | 1분 | 2분 | 3분 | 5분 | 11분 | 21분 | 100분',
    '0초 | 1초 | 2초 | 3초 | 5초 | 11초 | 21초 | 100초',
  ],
  nl: [
    '0 dagen | 1 dag | 2 dagen | 3 dagen | 5 dagen | 11 dagen | 21 dagen | 100 dagen',
    '0 uur | 1 uur | 2 uur | 3 uur | 5 uur | 11 uur | 21 uur | 100 uur',
    '0 minuten | 1 minuut | 2 minuten | 3 minuten | 5 minuten | 11 minuten | 21 minuten | 100 minuten',
    '0 seconden | 1 seconde | 2 seconden | 3 seconden | 5 seconden | 11 seconden | 21 seconden | 100 seconden',
  ],
  pl: [
    '0 dni | 1 dzień | 2 dni | 3 dni | 5 dni | 11 dni | 21 dni | 100 dni',
    '0 godzin | 1 godzina | 2 godziny | 3 godziny | 5 godzin | 11 godzin | 21 godzin | 100 godzin',
    '0 minut | 1 minuta | 2 minuty | 3 minuty | 5 minut | 11 minut | 21 minut | 100 minut',
    '0 sekund | 1 sekunda | 2 sekundy | 3 sekundy | 5 sekund | 11 sekund | 21 sekund | 100 sekund',
  ],
  'pt-BR': [
    '0 dia | 1 dia | 2 dias | 3 dias | 5 dias | 11 dias | 21 dias | 100 dias',
    '0 hora | 1 hora | 2 horas | 3 horas | 5 horas | 11 horas | 21 horas | 100 horas',
    '0 minuto | 1 minuto | 2 minutos | 3 minutos | 5 minutos | 11 minutos | 21 minutos | 100 minutos',
    '0 segundo | 1 segundo | 2 segundos | 3 segundos | 5 segundos | 11 segundos | 21 segundos | 100 segundos',
  ],
  ro: [
    '0 zile | 1 zi | 2 zile | 3 zile | 5 zile | 11 zile | 21 de zile | 100 de zile',
    '0 ore | 1 oră | 2 ore | 3 ore | 5 ore | 11 ore | 21 de ore | 100 de ore',
    '0 minute | 1 minut | 2 minute | 3 minute | 5 minute | 11 minute | 21 de minute | 100 de minute',
    '0 secunde | 1 secundă | 2 secunde | 3 secunde | 5 secunde | 11 secunde | 21 de secunde | 100 de secunde',
  ],
  sv: [
    '0 dygn | 1 dygn | 2 dygn | 3 dygn | 5 dygn | 11 dygn | 21 dygn | 100 dygn',
    '0 timmar | 1 timme | 2 timmar | 3 timmar | 5 timmar | 11 timmar | 21 timmar | 100 timmar',
    '0 minuter | 1 minut | 2 minuter | 3 minuter | 5 minuter | 11 minuter | 21 minuter | 100 minuter',
    '0 sekunder | 1 sekund | 2 sekunder | 3 sekunder | 5 sekunder | 11 sekunder | 21 sekunder | 100 sekunder',
  ],
  tr: [
    '0 gün | 1 gün | 2 gün | 3 gün | 5 gün | 11 gün | 21 gün | 100 gün',
    '0 saat | 1 saat | 2 saat | 3 saat | 5 saat | 11 saat | 21 saat | 100 saat',
    '0 dakika | 1 dakika | 2 dakika | 3 dakika | 5 dakika | 11 dakika | 21 dakika | 100 dakika',
    '0 saniye | 1 saniye | 2 saniye | 3 saniye | 5 saniye | 11 saniye | 21 saniye | 100 saniye',
  ],
  uk: [
    '0 днів | 1 день | 2 дні | 3 дні | 5 днів | 11 днів | 21 день | 100 днів',
    '0 годин | 1 година | 2 години | 3 години | 5 годин | 11 годин | 21 година | 100 годин',
    '0 хвилин | 1 хвилина | 2 хвилини | 3 хвилини | 5 хвилин | 11 хвилин | 21 хвилина | 100 хвилин',
    '0 секунд | 1 секунда | 2 секунди | 3 секунди | 5 секунд | 11 секунд | 21 секунда | 100 секунд',
  ],
  'zh-Hans': [
    '0天 | 1天 | 2天 | 3天 | 5天 | 11天 | 21天 | 100天',
    '0小时 | 1小时 | 2小时 | 3小时 | 5小时 | 11小时 | 21小时 | 100小时',
    '0分钟 | 1分钟 | 2分钟 | 3分钟 | 5分钟 | 11分钟 | 21分钟 | 100分钟',
    '0秒钟 | 1秒钟 | 2秒钟 | 3秒钟 | 5秒钟 | 11秒钟 | 21秒钟 | 100秒钟',
  ],
}

/** One kind of space; which one it is differs between versions of the standard data. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

function inWords(count: number, unit: DurationUnit, { locale, units }: SessionMessages): string {
  return (
    units?.(count, unit) ?? new Intl.NumberFormat(locale, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' }).format(count)
  )
}

describe.each(Object.entries(LANGUAGES))('a length of time in %s', (tag, messages) => {
  const wanted = Object.entries(PLURALS).flatMap(([name, forms]) => (name === tag ? forms : []))

  test('R-38 has the plural of its unit for every kind of number', () => {
    expect(UNITS.map(([unit]) => COUNTS.map((count) => plain(inWords(count, unit, messages))).join(' | '))).toEqual(wanted)
  })

  /** As far as they are ever said: none of 100 minutes, which are 1 hour and 40 minutes, nor of 0 hours. */
  const said = () =>
    UNITS.map(([unit, ms, next], index) => {
      const forms = (wanted[index] ?? '').split(' | ')
      return COUNTS.flatMap((count, at) =>
        count < next && (count > 0 || unit === 'seconds') ? [[plain(durationText(count * ms, messages)), forms[at]]] : [],
      )
    }).flat()

  test.each(['with', 'without'])('R-38 R-39 is said so %s Intl.DurationFormat', (having) => {
    const { PluralRules, NumberFormat, ListFormat } = Intl
    if (having === 'without') vi.stubGlobal('Intl', { PluralRules, NumberFormat, ListFormat })
    const pairs = said()
    expect(pairs).toHaveLength(26)
    expect(pairs.filter(([text, form]) => text !== form)).toEqual([])
  })
})

const MINUTE = 60_000
const HOUR = 3_600_000

test.each([
  ['ar', HOUR + 30 * MINUTE, 'ساعة و30 دقيقة'],
  ['cy', 2 * HOUR + 2 * MINUTE, '2 awr, 2 funud'],
  ['de', HOUR + 30 * MINUTE, '1 Stunde, 30 Minuten'],
  ['fi', HOUR + 30 * MINUTE, '1 tunti ja 30 minuuttia'],
  ['ja', HOUR + 30 * MINUTE, '1時間 30分'],
  ['ko', HOUR + 30 * MINUTE, '1시간 30분'],
  ['pl', 22 * MINUTE, '22 minuty'],
  ['pl', HOUR + 30 * MINUTE, '1 godzina i 30 minut'],
  ['ro', HOUR + 30 * MINUTE, '1 oră și 30 de minute'],
  ['tr', HOUR + 30 * MINUTE, '1 saat 30 dakika'],
  ['zh-Hans', HOUR + 30 * MINUTE, '1小时30分钟'],
] as const)('R-38 R-39 two units are joined in %s as its speakers do (%d ms)', (tag, ms, text) => {
  const { PluralRules, NumberFormat, ListFormat } = Intl
  expect(durationText(ms, LANGUAGES[tag])).toBe(text)
  vi.stubGlobal('Intl', { PluralRules, NumberFormat, ListFormat })
  expect(durationText(ms, LANGUAGES[tag])).toBe(text)
})

test('R-38 our Welsh is the Welsh of the standard data, for browsers that have none', () => {
  const own = (words: Pick<SessionMessages, 'locale' | 'units'>) =>
    UNITS.flatMap(([, ms]) => [1, 2, 3, 6, 7].map((count) => durationText(count * ms, words)))
  const { cy } = LANGUAGES
  expect(own(cy)).toEqual(own({ locale: 'cy' }))
})
