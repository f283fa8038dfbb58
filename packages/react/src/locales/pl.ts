// Polish, "Ty". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

/** "1 minuta", but "za 1 minutę". The other forms are the same in both cases. */
const accusative = (duration: string) => duration.replaceAll(/a\b/g, 'ę') || 'pewien czas'
const unseen = (duration: string) => `Nie widzieliśmy Cię przez ${accusative(duration)}.`
const again = ({ duration }: { readonly duration: string }) => `Co ${accusative(duration)} trzeba zalogować się ponownie.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Dla Twojego bezpieczeństwa wylogowano Cię.`

/**
 * Polish, without gendered forms: "na swoim koncie" stands for "signed in". Lengths stand in the accusative, after
 * "za", "przez" and "co" and alone.
 */
export const messages: SessionMessages = {
  locale: 'pl',
  stay: 'Nie wylogowuj mnie',
  staying: 'Chwileczkę…',
  signOut: 'Wyloguj się teraz',
  signIn: 'Zaloguj się ponownie',
  dismiss: 'Wróć i zapisz',
  stayFailed: 'Nie możemy połączyć się z serwerem. Spróbuj ponownie. Próbujemy dalej.',
  signInFailed: 'Nie udało się. Spróbuj ponownie.',
  stillSignedIn: 'Nadal jesteś na swoim koncie.',
  faces: {
    'refresh-failed': {
      title: 'Wkrótce Cię wylogujemy',
      description: ({ clock }) => `Nie możemy połączyć się z serwerem. Jeśli to się nie zmieni, wylogujemy Cię o\u00a0${clock}.`,
    },
    'still-here': {
      title: 'Czy nadal tu jesteś?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Dla Twojego bezpieczeństwa wylogujemy Cię o\u00a0${clock}, chyba że zostaniesz.`,
    },
    'time-up': {
      title: 'Czas się kończy',
      description: ({ clock }) =>
        `Wylogujemy Cię o\u00a0${clock}, nie można tego odłożyć. Zapisz pracę. Aby kontynuować, zaloguj się ponownie.`,
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
    'refresh-rejected': () => 'Serwer prosi o ponowne zalogowanie.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Wylogowano Cię w innym oknie.',
    revoked: () => 'Wylogowano Cię z innego miejsca.',
    replaced: () => 'Zalogowała się tu inna osoba.',
  },
  unsavedWork: {
    saved: 'Twoja praca jest zapisana.',
    lost: 'Niezapisane zmiany przepadły.',
  },
  status: {
    restoring: () => 'Chwileczkę…',
    fine: () => 'Jesteś na swoim koncie',
    refreshing: () => 'Sprawdzamy…',
    failing: ({ clock }) => `Nie możemy połączyć się z serwerem. ${clock ? `Jesteś na swoim koncie do ${clock}.` : 'Próbujemy dalej.'}`,
    offline: ({ clock }) => `Jesteś offline.${clock && ` Jesteś na swoim koncie do ${clock}.`}`,
    checking: () => 'Sprawdzamy, czy nadal jesteś na swoim koncie…',
    warning: ({ clock }) => `Wylogujemy Cię o\u00a0${clock}.`,
    'signed-out': () => 'Nie jesteś na swoim koncie',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Wylogujemy Cię, jeśli przez ${accusative(duration)} nic nie zrobisz.${lead && ` Damy znać ${accusative(lead)} wcześniej.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Damy znać ${accusative(lead)} wcześniej.`}`,
    unsavedWork: {
      saved: 'Twoja praca nie przepadnie.',
      lost: 'Niezapisane zmiany przepadną.',
    },
  },
  timeLeft: ({ duration }) => `Wylogujemy Cię za ${accusative(duration)}.`,
}
