// Romanian, "dumneavoastră". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `de ${duration || 'o vreme'}. Pentru siguranța dumneavoastră,`
const again = ({ duration }: { readonly duration: string }) => `La ${duration || 'un timp'} după conectare trebuie să vă conectați din nou.`
const forSafety = ({ duration }: MessageParts) => `Nu vă mai văzusem ${unseen(duration)} v-am deconectat.`

/** Romanian. "În cont" stands for "conectat", which has a gender; "v-am deconectat" has none. */
export const messages: SessionMessages = {
  locale: 'ro',
  stay: 'Rămâneți în cont',
  staying: 'Un moment…',
  signOut: 'Deconectați-vă acum',
  signIn: 'Conectați-vă din nou',
  dismiss: 'Reveniți și salvați',
  stayFailed: 'Nu putem contacta serverul. Încercați din nou. Încercăm în continuare și noi.',
  signInFailed: 'Nu a reușit. Încercați din nou.',
  stillSignedIn: 'Sunteți în continuare în cont.',
  faces: {
    'refresh-failed': {
      title: 'În curând vă vom deconecta',
      description: ({ clock }) => `Nu putem contacta serverul. Dacă nu se schimbă nimic, vă vom deconecta la ${clock}.`,
    },
    'still-here': {
      title: 'Mai sunteți aici?',
      description: ({ duration, clock }) => `Nu v-am mai văzut ${unseen(duration)} vă vom deconecta la ${clock} dacă nu rămâneți în cont.`,
    },
    'time-up': {
      title: 'Timpul este pe sfârșite',
      description: ({ clock }) =>
        `Vă vom deconecta la ${clock}, fără posibilitate de amânare. Salvați modificările. Pentru a continua, conectați-vă din nou.`,
    },
    checking: {
      title: 'Refacem conexiunea',
      description: () => 'Verificăm dacă sunteți în continuare în cont. Modificările nu se pierd.',
    },
    'signed-out': {
      title: 'Nu mai sunteți în cont',
      description: () => 'Pentru a continua, conectați-vă din nou.',
    },
  },
  ended: {
    'token-expired': () => 'Nu am putut contacta serverul la timp.',
    'refresh-expired': () => 'Trebuie să introduceți din nou parola.',
    'refresh-rejected': () => 'Serverul vă cere să vă conectați din nou.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'V-ați deconectat în altă fereastră.',
    revoked: () => 'Deconectarea s-a făcut din alt loc.',
    replaced: () => 'Altcineva s-a conectat în acest browser.',
  },
  unsavedWork: {
    saved: 'Modificările au fost salvate.',
    lost: 'Modificările nesalvate s-au pierdut.',
  },
  status: {
    restoring: () => 'Un moment…',
    fine: () => 'Sunteți în cont',
    refreshing: () => 'Contactăm serverul…',
    failing: ({ clock }) => `Nu putem contacta serverul. ${clock ? `Sunteți în cont până la ${clock}.` : 'Încercăm în continuare.'}`,
    offline: ({ clock }) => `Nu aveți conexiune la internet.${clock && ` Sunteți în cont până la ${clock}.`}`,
    checking: () => 'Verificăm dacă sunteți în continuare în cont…',
    warning: ({ clock }) => `Vă vom deconecta la ${clock}.`,
    'signed-out': () => 'Nu sunteți în cont',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Dacă nu faceți nimic timp de ${duration}, vă vom deconecta.${lead && ` Vă anunțăm cu ${lead} înainte.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Vă anunțăm cu ${lead} înainte.`}`,
    unsavedWork: {
      saved: 'Modificările nu se pierd.',
      lost: 'Modificările nesalvate se pierd.',
    },
  },
  timeLeft: ({ duration }) => `Vă vom deconecta peste ${duration}.`,
}
