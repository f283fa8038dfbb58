// Italian, "tu". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `da ${duration || 'un po’'}. Per la tua sicurezza`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Qualche tempo'} dopo l’accesso occorre accedere di nuovo.`
const forSafety = ({ duration }: MessageParts) => `Non ti vedevamo ${unseen(duration)} abbiamo dovuto disconnetterti.`

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
  signInFailed: 'Accesso non riuscito. Riprova.',
  stillSignedIn: 'Sei ancora nel tuo account.',
  faces: {
    'refresh-failed': {
      title: 'Stiamo per disconnetterti',
      description: ({ clock }) => `Il server non è raggiungibile. Se non cambia nulla, ti disconnetteremo alle ore ${clock}.`,
    },
    'still-here': {
      title: 'Ci sei ancora?',
      description: ({ duration, clock }) =>
        `Non ti vediamo ${unseen(duration)} ti disconnetteremo alle ore ${clock}, a meno che tu non resti.`,
    },
    'time-up': {
      title: 'Il tempo sta per scadere',
      description: ({ clock }) =>
        `Ti disconnetteremo alle ore ${clock} e non è possibile rimandare. Salva il tuo lavoro. Per continuare, accedi di nuovo.`,
    },
    checking: {
      title: 'Ripristino della connessione',
      description: () => 'Verifichiamo se sei ancora nel tuo account. Il tuo lavoro non andrà perso.',
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
    replaced: () => 'Un’altra persona ha fatto l’accesso qui.',
  },
  unsavedWork: {
    saved: 'Il tuo lavoro è salvato.',
    lost: 'Le modifiche non salvate sono andate perse.',
  },
  status: {
    restoring: () => 'Un momento…',
    fine: () => 'Sei nel tuo account',
    refreshing: () => 'Contattiamo il server…',
    failing: ({ clock }) =>
      `Il server non è raggiungibile. ${clock ? `Resti nel tuo account fino alle ore ${clock}.` : 'Continuiamo a provare.'}`,
    offline: ({ clock }) => `Sei offline.${clock && ` Resti nel tuo account fino alle ore ${clock}.`}`,
    checking: () => 'Verifichiamo se sei ancora nel tuo account…',
    warning: ({ clock }) => `Ti disconnetteremo alle ore ${clock}.`,
    'signed-out': () => 'Non sei nel tuo account',
  },
  limits: {
    inactivity: ({ duration, lead }) => `Se non fai nulla per ${duration}, ti disconnetteremo.${lead && ` Ti avviseremo ${lead} prima.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Ti avviseremo ${lead} prima.`}`,
    unsavedWork: {
      saved: 'Il tuo lavoro non andrà perso.',
      lost: 'Le modifiche non salvate andranno perse.',
    },
  },
  timeLeft: ({ duration }) => `Ti disconnetteremo tra ${duration}.`,
}
