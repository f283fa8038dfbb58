// Spanish, "usted". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const hour = (clock: string) => `la${/^1\D/.test(clock) ? '' : 's'} ${clock}`
const unseen = (duration: string) => `${duration || 'un rato'} que no le `
const again = ({ duration }: { readonly duration: string }) =>
  `Hay que volver a entrar ${duration || 'cierto tiempo'} después de haber entrado.`
const forSafety = ({ duration }: MessageParts) => `Hacía ${unseen(duration)}veíamos. Por su seguridad, le hemos desconectado.`

/**
 * Spanish. "En su cuenta" stands for "conectado", which has a gender; "le" has none. "A la 1:35", but "a las 2:35".
 */
export const messages: SessionMessages = {
  locale: 'es',
  stay: 'Seguir en mi cuenta',
  staying: 'Un momento…',
  signOut: 'Salir ahora',
  signIn: 'Volver a entrar',
  dismiss: 'Volver y guardar',
  stayFailed: 'No podemos conectar con el servidor. Inténtelo de nuevo. Seguimos intentándolo.',
  signInFailed: 'No ha funcionado. Inténtelo de nuevo.',
  stillSignedIn: 'Sigue en su cuenta.',
  faces: {
    'refresh-failed': {
      title: 'Le desconectaremos pronto',
      description: ({ clock }) => `No podemos conectar con el servidor. Si esto no cambia, a ${hour(clock)} le desconectaremos.`,
    },
    'still-here': {
      title: '¿Sigue ahí?',
      description: ({ duration, clock }) =>
        `Hace ${unseen(duration)}vemos. Por su seguridad, a ${hour(clock)} le desconectaremos, salvo que elija seguir en su cuenta.`,
    },
    'time-up': {
      title: 'El tiempo se acaba',
      description: ({ clock }) =>
        `A ${hour(clock)} le desconectaremos y no se puede aplazar. Guarde su trabajo. Para continuar, vuelva a entrar.`,
    },
    checking: {
      title: 'Recuperando la conexión',
      description: () => 'Comprobamos si sigue en su cuenta. Su trabajo no se perderá.',
    },
    'signed-out': {
      title: 'Ya no está en su cuenta',
      description: () => 'Para continuar, vuelva a entrar.',
    },
  },
  ended: {
    'token-expired': () => 'No pudimos conectar a tiempo con el servidor.',
    'refresh-expired': () => 'Debe introducir de nuevo su contraseña.',
    'refresh-rejected': () => 'El servidor pide que vuelva a entrar.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Se desconectó en otra ventana.',
    revoked: () => 'Le han desconectado desde otro lugar.',
    replaced: () => 'Otra persona ha entrado con este navegador.',
  },
  unsavedWork: {
    saved: 'Su trabajo está guardado.',
    lost: 'Lo que no estaba guardado se ha perdido.',
  },
  status: {
    restoring: () => 'Un momento…',
    fine: () => 'Está en su cuenta',
    refreshing: () => 'Consultamos al servidor…',
    failing: ({ clock }) =>
      `No podemos conectar con el servidor. ${clock ? `Hasta ${hour(clock)} sigue en su cuenta.` : 'Seguimos intentándolo.'}`,
    offline: ({ clock }) => `No tiene conexión.${clock && ` Hasta ${hour(clock)} sigue en su cuenta.`}`,
    checking: () => 'Comprobamos si sigue en su cuenta…',
    warning: ({ clock }) => `A ${hour(clock)} le desconectaremos.`,
    'signed-out': () => 'No está en su cuenta',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Si no hace nada durante ${duration}, le desconectaremos.${lead && ` Le avisaremos ${lead} antes.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Le avisaremos ${lead} antes.`}`,
    unsavedWork: {
      saved: 'Su trabajo no se perderá.',
      lost: 'Lo que no esté guardado se perderá.',
    },
  },
  timeLeft: ({ duration }) => `Le desconectaremos dentro de ${duration}.`,
}
