// Polish, "Ty". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Przez pewien czas nie było Cię widać${duration && ` (${duration})`}.`
const again = ({ duration }: { readonly duration: string }) =>
  `Co pewien czas trzeba zalogować się ponownie${duration && ` (${duration})`}.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Dla ochrony Twojej pracy wylogowano Cię.`

/**
 * Polish, without gendered forms: "na swoim koncie" stands for "signed in". Lengths stand after a colon or in parentheses, in the
 * nominative that `Intl` gives; "za", "od" and "temu" want another case.
 */
export const messages: SessionMessages = {
  locale: 'pl',
  stay: 'Nie wylogowuj mnie',
  staying: 'Chwileczkę…',
  signOut: 'Wyloguj się teraz',
  signIn: 'Zaloguj się ponownie',
  dismiss: 'Wróć i zapisz',
  stayFailed: 'Nie możemy połączyć się z serwerem. Spróbuj ponownie. Próbujemy dalej.',
  signInFailed: 'Spróbuj ponownie.',
  stillSignedIn: 'Nadal jesteś na swoim koncie.',
  faces: {
    'refresh-failed': {
      title: 'Wkrótce Cię wylogujemy',
      description: ({ clock }) => `Nie możemy połączyć się z serwerem. Wylogujemy Cię o\u00a0${clock}, chyba że to się zmieni.`,
    },
    'still-here': {
      title: 'Czy nadal tu jesteś?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Dla ochrony Twojej pracy wylogujemy Cię o\u00a0${clock}, chyba że zostaniesz.`,
    },
    'time-up': {
      title: 'Czas się kończy',
      description: ({ clock }) =>
        `Wylogujemy Cię o\u00a0${clock}, nie można tego zmienić. Zapisz pracę. Aby kontynuować, zaloguj się ponownie.`,
    },
    checking: {
      title: 'Ponowne łączenie',
      description: () => 'Sprawdzamy, czy nadal jesteś na swoim koncie. Twoja praca nie przepadnie.',
    },
    'signed-out': {
      title: 'Wylogowano Cię',
      description: () => 'Aby kontynuować, zaloguj się ponownie.',
    },
  },
  ended: {
    'token-expired': () => 'Nie mogliśmy na czas połączyć się z serwerem.',
    'refresh-expired': () => 'Trzeba ponownie podać hasło.',
    'refresh-rejected': () => 'Według serwera trzeba zalogować się ponownie.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Wylogowano Cię w innym oknie.',
    revoked: () => 'Wylogowano Cię z innego miejsca.',
    replaced: () => 'W tej przeglądarce zalogowała się inna osoba.',
  },
  unsavedWork: {
    saved: 'Twoja praca jest zapisana.',
    lost: 'Niezapisane zmiany przepadły.',
  },
  status: {
    restoring: () => 'Chwileczkę…',
    fine: () => 'Jesteś na swoim koncie',
    refreshing: () => 'Łączymy się z serwerem…',
    failing: ({ clock }) => `Nie możemy połączyć się z serwerem. ${clock ? `Możesz pracować do ${clock}.` : 'Próbujemy dalej.'}`,
    offline: ({ clock }) => `Jesteś offline.${clock && ` Możesz pracować do ${clock}.`}`,
    checking: () => 'Sprawdzamy, czy nadal jesteś na swoim koncie…',
    warning: ({ clock }) => `Wylogujemy Cię o\u00a0${clock}.`,
    'signed-out': () => 'Wylogowano Cię',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Wylogujemy Cię, jeśli przez pewien czas nic nie zrobisz (${duration}).${lead && ` Damy znać wcześniej (pozostały czas: ${lead}).`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Damy znać wcześniej (pozostały czas: ${lead}).`}`,
    unsavedWork: {
      saved: 'Twoja praca nie przepadnie.',
      lost: 'Niezapisane zmiany przepadną.',
    },
  },
  timeLeft: ({ duration }) => `Czas do wylogowania: ${duration}.`,
}
