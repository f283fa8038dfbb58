// Ukrainian, "ви". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const at = (clock: string) => `о${clock.startsWith('11') ? 'б' : ''}\u00a0${clock}`
const unseen = (duration: string) => `Певний час ми вас не бачили${duration && ` (${duration})`}.`
const again = ({ duration }: { readonly duration: string }) => `Через певний час${duration && ` (${duration})`} потрібно ввійти знову.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Для захисту вашої роботи виконано вихід.`

/**
 * Ukrainian. Lengths stand after a colon or in parentheses: "через 1 хвилину" is another case. "Виконано вихід" says that it was not they
 * who left. "О 14:35", but "об 11:35".
 */
export const messages: SessionMessages = {
  locale: 'uk',
  stay: 'Залишитися в кабінеті',
  staying: 'Зачекайте…',
  signOut: 'Вийти зараз',
  signIn: 'Увійти знову',
  dismiss: 'Назад і зберегти',
  stayFailed: 'Немає зв’язку із сервером. Спробуйте ще раз. Ми пробуємо далі.',
  signInFailed: 'Спробуйте ще раз.',
  stillSignedIn: 'Ви досі у своєму кабінеті.',
  faces: {
    'refresh-failed': {
      title: 'Скоро буде виконано вихід',
      description: ({ clock }) => `Немає зв’язку із сервером. Якщо це не зміниться, ${at(clock)} буде виконано вихід.`,
    },
    'still-here': {
      title: 'Ви ще тут?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Для захисту вашої роботи ${at(clock)} буде виконано вихід, якщо ви не залишитеся.`,
    },
    'time-up': {
      title: 'Час спливає',
      description: ({ clock }) =>
        `Вихід буде виконано ${at(clock)}, відкласти це не можна. Збережіть роботу. Щоб продовжити, увійдіть знову.`,
    },
    checking: {
      title: 'Відновлюємо зв’язок',
      description: () => 'Перевіряємо, чи ви досі у своєму кабінеті. Ваша робота не пропаде.',
    },
    'signed-out': {
      title: 'Виконано вихід',
      description: () => 'Щоб продовжити, увійдіть знову.',
    },
  },
  ended: {
    'token-expired': () => 'Вчасно не було зв’язку із сервером.',
    'refresh-expired': () => 'Знову потрібен ваш пароль.',
    'refresh-rejected': () => 'Сервер просить увійти знову.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Ви вийшли в іншому вікні.',
    revoked: () => 'Вихід виконано з іншого місця.',
    replaced: () => 'У цьому браузері ввійшла інша особа.',
  },
  unsavedWork: {
    saved: 'Вашу роботу збережено.',
    lost: 'Незбережене втрачено.',
  },
  status: {
    restoring: () => 'Зачекайте…',
    fine: () => 'Ви у своєму кабінеті',
    refreshing: () => 'Перевіряємо…',
    failing: ({ clock }) => `Немає зв’язку із сервером. ${clock ? `Ви у своєму кабінеті до ${clock}.` : 'Ми пробуємо далі.'}`,
    offline: ({ clock }) => `Немає інтернету.${clock && ` Ви у своєму кабінеті до ${clock}.`}`,
    checking: () => 'Перевіряємо, чи ви досі у своєму кабінеті…',
    warning: ({ clock }) => `Вихід буде виконано ${at(clock)}.`,
    'signed-out': () => 'Ви не у своєму кабінеті',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Якщо певний час нічого не робити (${duration}), буде виконано вихід.${lead && ` Ми попередимо (час до виходу: ${lead}).`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Ми попередимо (час до виходу: ${lead}).`}`,
    unsavedWork: {
      saved: 'Ваша робота не пропаде.',
      lost: 'Незбережене буде втрачено.',
    },
  },
  timeLeft: ({ duration }) => `Час до виходу: ${duration}.`,
}
