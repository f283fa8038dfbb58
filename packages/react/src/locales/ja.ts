// Japanese, です・ます. Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const UNITS = { days: '日', hours: '時間', minutes: '分', seconds: '秒' }

const unseen = (duration: string) => `${duration || 'しばらく'}の間、ご利用が確認できませんでした。`
const again = ({ duration }: { readonly duration: string }) =>
  `ログインしてから${duration || 'しばらく'}たつと、もう一度ログインが必要です。`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)}安全のためログアウトしました。`

/** Japanese. After a length stands の間, never 間, which 時間 already has in it. */
export const messages: SessionMessages = {
  locale: 'ja',
  // Without the space that CLDR has, and that no sentence has.
  units: (count, unit) => count + UNITS[unit],
  stay: 'ログインしたままにする',
  staying: 'お待ちください…',
  signOut: '今すぐログアウト',
  signIn: 'もう一度ログイン',
  dismiss: '戻って保存する',
  stayFailed: 'サーバーに接続できません。もう一度お試しください。接続を試み続けています。',
  signInFailed: 'ログインできませんでした。もう一度お試しください。',
  stillSignedIn: 'ログインしたままです。',
  faces: {
    'refresh-failed': {
      title: 'まもなくログアウトします',
      description: ({ clock }) => `サーバーに接続できません。このままの場合、${clock}にログアウトします。`,
    },
    'still-here': {
      title: 'まだご利用中ですか？',
      description: ({ duration, clock }) => `${unseen(duration)}このままの場合、安全のため${clock}にログアウトします。`,
    },
    'time-up': {
      title: 'まもなく時間になります',
      description: ({ clock }) =>
        `${clock}にログアウトします。延長はできません。作業内容を保存してください。続けるには、もう一度ログインしてください。`,
    },
    checking: {
      title: '再接続しています',
      description: () => 'ログイン状態を確認しています。作業内容は保持されます。',
    },
    'signed-out': {
      title: 'ログアウトしました',
      description: () => '続けるには、もう一度ログインしてください。',
    },
  },
  ended: {
    'token-expired': () => '時間内にサーバーに接続できませんでした。',
    'refresh-expired': () => 'パスワードの再入力が必要です。',
    'refresh-rejected': () => 'サーバーからもう一度ログインを求められました。',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => '別のウィンドウでログアウトしました。',
    revoked: () => '別の場所からログアウトしました。',
    replaced: () => '別の方がこのブラウザーでログインしました。',
  },
  unsavedWork: {
    saved: '作業内容は保存されました。',
    lost: '保存していない内容は失われました。',
  },
  status: {
    restoring: () => 'お待ちください…',
    fine: () => 'ログインしています',
    refreshing: () => 'サーバーに確認しています…',
    failing: ({ clock }) => `サーバーに接続できません。${clock ? `${clock}まではログインしたままです。` : '接続を試み続けています。'}`,
    offline: ({ clock }) => `オフラインです。${clock && `${clock}まではログインしたままです。`}`,
    checking: () => 'ログイン状態を確認しています…',
    warning: ({ clock }) => `${clock}にログアウトします。`,
    'signed-out': () => 'ログインしていません',
  },
  limits: {
    inactivity: ({ duration, lead }) => `操作がないまま${duration}たつと、ログアウトします。${lead && `その${lead}前にお知らせします。`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && `その${lead}前にお知らせします。`}`,
    unsavedWork: {
      saved: '作業内容は保持されます。',
      lost: '保存していない内容は失われます。',
    },
  },
  timeLeft: ({ duration }) => `あと${duration}でログアウトします。`,
}
