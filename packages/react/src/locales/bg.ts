// Bulgarian, "Вие". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `Не сме Ви виждали от ${duration || 'известно време'}.`
const again = ({ duration }: { readonly duration: string }) => `След ${duration || 'известно време'} трябва да влезете отново.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} За защита на работата Ви излязохте автоматично.`

/**
 * Bulgarian. "В профила си" stands for "вписан", which has a gender. "Автоматично" says that it was not they who left.
 */
export const messages: SessionMessages = {
  locale: 'bg',
  stay: 'Останете в профила',
  staying: 'Един момент…',
  signOut: 'Излезте сега',
  signIn: 'Влезте отново',
  dismiss: 'Върнете се и запазете',
  stayFailed: 'Няма връзка със сървъра. Опитайте отново. Продължаваме да опитваме и ние.',
  signInFailed: 'Опитайте отново.',
  stillSignedIn: 'Още сте в профила си.',
  faces: {
    'refresh-failed': {
      title: 'Скоро ще излезете автоматично',
      description: ({ clock }) => `Няма връзка със сървъра. Ако това не се промени, в ${clock} ще излезете автоматично.`,
    },
    'still-here': {
      title: 'Още ли сте тук?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} За защита на работата Ви в ${clock} ще излезете автоматично, освен ако не останете.`,
    },
    'time-up': {
      title: 'Времето изтича',
      description: ({ clock }) =>
        `В ${clock} ще излезете автоматично и това не може да се отложи. Запазете работата си. За да продължите, влезте отново.`,
    },
    checking: {
      title: 'Възстановяваме връзката',
      description: () => 'Проверяваме дали още сте в профила си. Работата Ви няма да се загуби.',
    },
    'signed-out': {
      title: 'Вече не сте в профила си',
      description: () => 'За да продължите, влезте отново.',
    },
  },
  ended: {
    'token-expired': () => 'Нямаше връзка със сървъра навреме.',
    'refresh-expired': () => 'Паролата Ви е нужна отново.',
    'refresh-rejected': () => 'Сървърът иска да влезете отново.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Излязохте в друг прозорец.',
    revoked: () => 'Достъпът Ви беше прекратен от друго място.',
    replaced: () => 'Друг човек влезе в този браузър.',
  },
  unsavedWork: {
    saved: 'Работата Ви е запазена.',
    lost: 'Незапазеното е загубено.',
  },
  status: {
    restoring: () => 'Един момент…',
    fine: () => 'Вие сте в профила си',
    refreshing: () => 'Питаме сървъра…',
    failing: ({ clock }) => `Няма връзка със сървъра. ${clock ? `До ${clock} сте в профила си.` : 'Продължаваме да опитваме.'}`,
    offline: ({ clock }) => `Няма интернет.${clock && ` До ${clock} сте в профила си.`}`,
    checking: () => 'Проверяваме дали още сте в профила си…',
    warning: ({ clock }) => `В ${clock} ще излезете автоматично.`,
    'signed-out': () => 'Вече не сте в профила си',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Ако ${duration} не правите нищо, ще излезете автоматично.${lead && ` Ще Ви кажем ${lead} по-рано.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Ще Ви кажем ${lead} по-рано.`}`,
    unsavedWork: {
      saved: 'Работата Ви няма да се загуби.',
      lost: 'Незапазеното ще се загуби.',
    },
  },
  timeLeft: ({ duration }) => `Ще излезете автоматично след ${duration}.`,
}
