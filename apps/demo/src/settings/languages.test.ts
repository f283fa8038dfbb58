import { expect, it } from 'vitest'
import { directionOf, fetchMessages, isLanguage, LANGUAGES, nameOf } from './languages.ts'

it('calls every language as its speakers do, and no two alike', () => {
  const names = LANGUAGES.map(nameOf)
  expect(names).toEqual(
    expect.arrayContaining(['English', 'Cymraeg', 'Polski', 'Français', 'Ελληνικά', 'فارسی', 'Português (Brasil)', '简体中文']),
  )
  expect(new Set(names).size).toBe(26)
  const english = new Intl.DisplayNames(['en'], { type: 'language' })
  expect(LANGUAGES.filter((language) => nameOf(language) === english.of(language))).toEqual(['en'])
})

it('fetches for every language but English the words of that language', async () => {
  const fetched = await Promise.all(LANGUAGES.map(async (language) => (await fetchMessages(language))?.locale ?? 'en'))
  expect(fetched).toEqual(LANGUAGES)
})

it('turns the page round for the languages that run from right to left', () => {
  expect(LANGUAGES.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar', 'fa', 'he'])
  expect(['he', 'pt-BR', 'tlh', 'toString'].filter(isLanguage)).toEqual(['he', 'pt-BR'])
})
