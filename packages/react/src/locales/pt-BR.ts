// Portuguese of Brazil, "você". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const at = (clock: string) => `à${/^0?1\D/.test(clock) ? '' : 's'} ${clock}`
const unseen = (duration: string) => `${duration || 'algum tempo'} que não `
const again = ({ duration }: { readonly duration: string }) => `É preciso entrar de novo ${duration || 'algum tempo'} depois de entrar.`
const forSafety = ({ duration }: MessageParts) => `Fazia ${unseen(duration)}víamos você. Para sua segurança, sua conta foi desconectada.`

/** Portuguese of Brazil. The account is "desconectada", since people would have a gender. "À 1:35", but "às 2:35". */
export const messages: SessionMessages = {
  locale: 'pt-BR',
  stay: 'Continuar na conta',
  staying: 'Um momento…',
  signOut: 'Sair agora',
  signIn: 'Entrar de novo',
  dismiss: 'Voltar e salvar',
  stayFailed: 'Não conseguimos acessar o servidor. Tente de novo. Continuamos tentando.',
  signInFailed: 'Não deu certo. Tente de novo.',
  stillSignedIn: 'Você continua na sua conta.',
  faces: {
    'refresh-failed': {
      title: 'Sua conta será desconectada em breve',
      description: ({ clock }) => `Não conseguimos acessar o servidor. Se isso não mudar, sua conta será desconectada ${at(clock)}.`,
    },
    'still-here': {
      title: 'Você ainda está aí?',
      description: ({ duration, clock }) =>
        `Faz ${unseen(duration)}vemos você. Para sua segurança, sua conta será desconectada ${at(clock)}, a menos que você escolha continuar.`,
    },
    'time-up': {
      title: 'O tempo está acabando',
      description: ({ clock }) =>
        `Sua conta será desconectada ${at(clock)}, e não é possível adiar. Salve seu trabalho. Para continuar, entre de novo.`,
    },
    checking: {
      title: 'Reconectando',
      description: () => 'Estamos verificando se você continua na sua conta. Seu trabalho não será perdido.',
    },
    'signed-out': {
      title: 'Sua conta foi desconectada',
      description: () => 'Para continuar, entre de novo.',
    },
  },
  ended: {
    'token-expired': () => 'Não conseguimos acessar o servidor a tempo.',
    'refresh-expired': () => 'É preciso informar sua senha de novo.',
    'refresh-rejected': () => 'O servidor pede que você entre de novo.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Você saiu em outra janela.',
    revoked: () => 'Sua conta foi desconectada de outro lugar.',
    replaced: () => 'Outra pessoa entrou neste navegador.',
  },
  unsavedWork: {
    saved: 'Seu trabalho está salvo.',
    lost: 'O que não estava salvo foi perdido.',
  },
  status: {
    restoring: () => 'Um momento…',
    fine: () => 'Você está na sua conta',
    refreshing: () => 'Consultando o servidor…',
    failing: ({ clock }) =>
      `Não conseguimos acessar o servidor. ${clock ? `Você continua na sua conta até ${at(clock)}.` : 'Continuamos tentando.'}`,
    offline: ({ clock }) => `Você está sem internet.${clock && ` Você continua na sua conta até ${at(clock)}.`}`,
    checking: () => 'Verificando se você continua na sua conta…',
    warning: ({ clock }) => `Sua conta será desconectada ${at(clock)}.`,
    'signed-out': () => 'Você não está na sua conta',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Se você não fizer nada por ${duration}, sua conta será desconectada.${lead && ` Avisaremos ${lead} antes.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Avisaremos ${lead} antes.`}`,
    unsavedWork: {
      saved: 'Seu trabalho não será perdido.',
      lost: 'O que não estiver salvo será perdido.',
    },
  },
  timeLeft: ({ duration }) => `Sua conta será desconectada em ${duration}.`,
}
