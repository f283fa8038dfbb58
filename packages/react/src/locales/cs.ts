// Czech, "vy". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const at = (clock: string) => `v${/^(?:[01]?[234]|2\d)\D/.test(clock) ? 'e' : ''}\u00a0${clock}`
/** "1 minuta", but "za 1 minutu". The other forms are the same in both cases. */
const accusative = (duration: string) => duration.replaceAll(/\Ba\b/g, 'u') || 'nějakou dobu'
const unseen = (duration: string) => `Neviděli jsme vás ${accusative(duration)}. Pro vaši bezpečnost`
const again = ({ duration }: { readonly duration: string }) => `Přihlášení platí ${accusative(duration)}, pak je potřeba nové.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} jsme vás odhlásili.`

/**
 * Czech. "Ve svém účtu" stands for "přihlášen", which has a gender. Lengths stand in the accusative. "V 15:35",
 * but "ve 14:35".
 */
export const messages: SessionMessages = {
  locale: 'cs',
  stay: 'Zůstat ve svém účtu',
  staying: 'Moment…',
  signOut: 'Odhlásit se',
  signIn: 'Znovu se přihlásit',
  dismiss: 'Zpět a uložit',
  stayFailed: 'Nemůžeme se spojit se serverem. Zkuste to znovu. Zkoušíme to dál.',
  signInFailed: 'To se nepovedlo. Zkuste to znovu.',
  stillSignedIn: 'Stále jste ve svém účtu.',
  faces: {
    'refresh-failed': {
      title: 'Brzy vás odhlásíme',
      description: ({ clock }) => `Nemůžeme se spojit se serverem. Pokud se to nezmění, odhlásíme vás ${at(clock)}.`,
    },
    'still-here': {
      title: 'Jste tu ještě?',
      description: ({ duration, clock }) => `${unseen(duration)} vás ${at(clock)} odhlásíme, pokud nezůstanete.`,
    },
    'time-up': {
      title: 'Čas se krátí',
      description: ({ clock }) =>
        `Odhlásíme vás ${at(clock)} a nelze to odložit. Uložte si práci. Chcete-li pokračovat, přihlaste se znovu.`,
    },
    checking: {
      title: 'Obnovujeme spojení',
      description: () => 'Ověřujeme, zda jste stále ve svém účtu. Vaše práce se neztratí.',
    },
    'signed-out': {
      title: 'Už nejste ve svém účtu',
      description: () => 'Chcete-li pokračovat, přihlaste se znovu.',
    },
  },
  ended: {
    'token-expired': () => 'Nemohli jsme se včas spojit se serverem.',
    'refresh-expired': () => 'Je znovu potřeba heslo.',
    'refresh-rejected': () => 'Server vyžaduje přihlášení.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'K odhlášení došlo v jiném okně.',
    revoked: () => 'K odhlášení došlo z jiného místa.',
    replaced: () => 'Přihlásil se tu někdo jiný.',
  },
  unsavedWork: {
    saved: 'Vaše práce je uložena.',
    lost: 'Co nebylo uloženo, se ztratilo.',
  },
  status: {
    restoring: () => 'Moment…',
    fine: () => 'Jste ve svém účtu',
    refreshing: () => 'Ověřujeme…',
    failing: ({ clock }) => `Nemůžeme se spojit se serverem. ${clock ? `Ve svém účtu zůstanete do ${clock}.` : 'Zkoušíme to dál.'}`,
    offline: ({ clock }) => `Jste offline.${clock && ` Ve svém účtu zůstanete do ${clock}.`}`,
    checking: () => 'Ověřujeme, zda jste stále ve svém účtu…',
    warning: ({ clock }) => `Odhlásíme vás ${at(clock)}.`,
    'signed-out': () => 'Nejste ve svém účtu',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Pokud ${accusative(duration)} nic neuděláte, odhlásíme vás.${lead && ` Upozorníme vás ${accusative(lead)} předem.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Upozorníme vás ${accusative(lead)} předem.`}`,
    unsavedWork: {
      saved: 'Vaše práce se neztratí.',
      lost: 'Co není uloženo, se ztratí.',
    },
  },
  timeLeft: ({ duration }) => `Odhlásíme vás za ${accusative(duration)}.`,
}
