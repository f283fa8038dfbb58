// Romanian, "dumneavoastră". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Nu v-am mai văzut de ${duration || 'o vreme'}.`
const again = ({ duration }: { readonly duration: string }) => `După ${duration || 'un timp'} trebuie să vă conectați din nou.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Pentru a vă proteja munca, v-am deconectat.`

/** Romanian. "În cont" stands for "conectat", which has a gender; "v-am deconectat" has none. */
export const messages: SessionMessages = {
  locale: 'ro',
  stay: 'Rămâneți în cont',
  staying: 'Un moment…',
  signOut: 'Deconectați-vă acum',
  signIn: 'Conectați-vă din nou',
  dismiss: 'Reveniți și salvați',
  stayFailed: 'Nu putem contacta serverul. Încercați din nou. Încercăm în continuare și noi.',
  signInFailed: 'Încercați din nou.',
  stillSignedIn: 'Sunteți în continuare în cont.',
  faces: {
    'refresh-failed': {
      title: 'În curând vă vom deconecta',
      description: ({ clock }) => `Nu putem contacta serverul. Dacă nu se schimbă nimic, vă vom deconecta la ${clock}.`,
    },
    'still-here': {
      title: 'Mai sunteți aici?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Pentru a vă proteja munca, vă vom deconecta la ${clock} dacă nu rămâneți în cont.`,
    },
    'time-up': {
      title: 'Timpul este pe sfârșite',
      description: ({ clock }) =>
        `Vă vom deconecta la ${clock}, fără posibilitate de amânare. Salvați-vă munca. Pentru a continua, conectați-vă din nou.`,
    },
    checking: {
      title: 'Refacem conexiunea',
      description: () => 'Verificăm dacă sunteți în continuare în cont. Munca dumneavoastră nu se pierde.',
    },
    'signed-out': {
      title: 'Nu mai sunteți în cont',
      description: () => 'Pentru a continua, conectați-vă din nou.',
    },
  },
  ended: {
    'token-expired': () => 'Nu am putut contacta serverul la timp.',
    'refresh-expired': () => 'Este nevoie din nou de parola dumneavoastră.',
    'refresh-rejected': () => 'Serverul vă cere să vă conectați din nou.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'V-ați deconectat în altă fereastră.',
    revoked: () => 'Deconectarea s-a făcut din alt loc.',
    replaced: () => 'Altcineva s-a conectat în acest browser.',
  },
  unsavedWork: {
    saved: 'Munca dumneavoastră este salvată.',
    lost: 'Ce nu era salvat s-a pierdut.',
  },
  status: {
    restoring: () => 'Un moment…',
    fine: () => 'Sunteți în cont',
    refreshing: () => 'Întrebăm serverul…',
    failing: ({ clock }) => `Nu putem contacta serverul. ${clock ? `Sunteți în cont până la ${clock}.` : 'Încercăm în continuare.'}`,
    offline: ({ clock }) => `Nu aveți conexiune la internet.${clock && ` Sunteți în cont până la ${clock}.`}`,
    checking: () => 'Verificăm dacă sunteți în continuare în cont…',
    warning: ({ clock }) => `Vă vom deconecta la ${clock}.`,
    'signed-out': () => 'Nu mai sunteți în cont',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Dacă nu faceți nimic timp de ${duration}, vă vom deconecta.${lead && ` Vă anunțăm cu ${lead} înainte.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Vă anunțăm cu ${lead} înainte.`}`,
    unsavedWork: {
      saved: 'Munca dumneavoastră nu se pierde.',
      lost: 'Ce nu este salvat se pierde.',
    },
  },
  timeLeft: ({ duration }) => `Vă vom deconecta peste ${duration}.`,
}
