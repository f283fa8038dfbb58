// Italian, "tu". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Non ti vediamo da ${duration || 'un po’'}.`
const again = ({ duration }: { readonly duration: string }) => `Dopo ${duration || 'un certo tempo'} occorre accedere di nuovo.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Per proteggere il tuo lavoro, abbiamo dovuto disconnetterti.`

/**
 * Italian. "Nel tuo account" stands for "connesso", which has a gender; "abbiamo dovuto disconnetterti" has none, "ti abbiamo disconnesso"
 * would. "Alle ore 1:35" spares the choice between "alle" and "all’".
 */
export const messages: SessionMessages = {
  locale: 'it',
  stay: 'Resta nel tuo account',
  staying: 'Un momento…',
  signOut: 'Disconnettiti ora',
  signIn: 'Accedi di nuovo',
  dismiss: 'Torna indietro e salva',
  stayFailed: 'Il server non è raggiungibile. Riprova. Anche noi continuiamo a provare.',
  signInFailed: 'Riprova.',
  stillSignedIn: 'Sei ancora nel tuo account.',
  faces: {
    'refresh-failed': {
      title: 'Stiamo per disconnetterti',
      description: ({ clock }) => `Il server non è raggiungibile. Se non cambia nulla, ti disconnetteremo alle ore ${clock}.`,
    },
    'still-here': {
      title: 'Ci sei ancora?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Per proteggere il tuo lavoro, ti disconnetteremo alle ore ${clock}, a meno che tu non resti.`,
    },
    'time-up': {
      title: 'Il tempo sta per scadere',
      description: ({ clock }) =>
        `Ti disconnetteremo alle ore ${clock} e non è possibile rimandare. Salva il tuo lavoro. Per continuare, accedi di nuovo.`,
    },
    checking: {
      title: 'Ripristino della connessione',
      description: () => 'Verifichiamo che tu sia ancora nel tuo account. Il tuo lavoro non andrà perso.',
    },
    'signed-out': {
      title: 'Non sei più nel tuo account',
      description: () => 'Per continuare, accedi di nuovo.',
    },
  },
  ended: {
    'token-expired': () => 'Il server non ha risposto in tempo.',
    'refresh-expired': () => 'Serve di nuovo la tua password.',
    'refresh-rejected': () => 'Il server chiede di accedere di nuovo.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'La disconnessione è avvenuta in un’altra finestra.',
    revoked: () => 'La disconnessione è avvenuta da un altro luogo.',
    replaced: () => 'Un’altra persona ha effettuato l’accesso in questo browser.',
  },
  unsavedWork: {
    saved: 'Il tuo lavoro è salvato.',
    lost: 'Ciò che non era salvato è andato perso.',
  },
  status: {
    restoring: () => 'Un momento…',
    fine: () => 'Sei nel tuo account',
    refreshing: () => 'Contattiamo il server…',
    failing: ({ clock }) =>
      `Il server non è raggiungibile. ${clock ? `Resti nel tuo account fino alle ore ${clock}.` : 'Continuiamo a provare.'}`,
    offline: ({ clock }) => `Sei offline.${clock && ` Resti nel tuo account fino alle ore ${clock}.`}`,
    checking: () => 'Verifichiamo che tu sia ancora nel tuo account…',
    warning: ({ clock }) => `Ti disconnetteremo alle ore ${clock}.`,
    'signed-out': () => 'Non sei più nel tuo account',
  },
  limits: {
    inactivity: ({ duration, lead }) => `Se non fai nulla per ${duration}, ti disconnetteremo.${lead && ` Te lo diremo ${lead} prima.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Te lo diremo ${lead} prima.`}`,
    unsavedWork: {
      saved: 'Il tuo lavoro non andrà perso.',
      lost: 'Ciò che non è salvato andrà perso.',
    },
  },
  timeLeft: ({ duration }) => `Ti disconnetteremo tra ${duration}.`,
}
