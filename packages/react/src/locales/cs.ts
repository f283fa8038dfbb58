// Czech, "vy". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Nějakou dobu jsme vás neviděli${duration && ` (${duration})`}.`
const again = ({ duration }: { readonly duration: string }) => `Po určité době${duration && ` (${duration})`} je nutné se znovu přihlásit.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Pro ochranu vaší práce jsme vás odhlásili.`

/**
 * Czech. "Ve svém účtu" stands for "přihlášen", which has a gender. Lengths stand after a colon or in parentheses: "za 1 minutu" is
 * another case. "V čase 14:35" spares the choice between "v" and "ve".
 */
export const messages: SessionMessages = {
  locale: 'cs',
  stay: 'Zůstat ve svém účtu',
  staying: 'Moment…',
  signOut: 'Odhlásit se',
  signIn: 'Znovu se přihlásit',
  dismiss: 'Zpět a uložit',
  stayFailed: 'Nemůžeme se spojit se serverem. Zkuste to znovu. Zkoušíme to dál.',
  signInFailed: 'Zkuste to znovu.',
  stillSignedIn: 'Stále jste ve svém účtu.',
  faces: {
    'refresh-failed': {
      title: 'Brzy vás odhlásíme',
      description: ({ clock }) => `Nemůžeme se spojit se serverem. Pokud se to nezmění, odhlásíme vás v čase ${clock}.`,
    },
    'still-here': {
      title: 'Jste tu stále?',
      description: ({ duration, clock }) => `${unseen(duration)} Pro ochranu vaší práce vás odhlásíme v čase ${clock}, pokud nezůstanete.`,
    },
    'time-up': {
      title: 'Čas se krátí',
      description: ({ clock }) =>
        `Odhlásíme vás v čase ${clock} a nelze to odložit. Uložte si práci. Chcete-li pokračovat, přihlaste se znovu.`,
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
    warning: ({ clock }) => `Odhlásíme vás v čase ${clock}.`,
    'signed-out': () => 'Už nejste ve svém účtu',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Pokud nějakou dobu nic neuděláte (${duration}), odhlásíme vás.${lead && ` Předem vás upozorníme (čas do odhlášení: ${lead}).`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Předem vás upozorníme (čas do odhlášení: ${lead}).`}`,
    unsavedWork: {
      saved: 'Vaše práce se neztratí.',
      lost: 'Co není uloženo, se ztratí.',
    },
  },
  timeLeft: ({ duration }) => `Čas do odhlášení: ${duration}.`,
}
