// Korean, "하십시오" with some "해요". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `${duration ? `${duration} 동안` : '한동안'} 이용이 확인되지 않았습니다.`
const again = ({ duration }: { readonly duration: string }) => `로그인하고 ${duration || '일정 시간'} 후에는 다시 로그인해야 합니다.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} 보안을 위해 로그아웃되었습니다.`

/** Korean. After lengths and times of day stand words that match every ending: "동안", "후", "전에", "에", "까지"; never "이" or "가". */
export const messages: SessionMessages = {
  locale: 'ko',
  stay: '로그인 유지',
  staying: '잠시만 기다려 주세요…',
  signOut: '지금 로그아웃',
  signIn: '다시 로그인',
  dismiss: '돌아가서 저장',
  stayFailed: '서버에 연결할 수 없습니다. 다시 시도해 주세요. 저희도 계속 시도하고 있습니다.',
  signInFailed: '로그인하지 못했습니다. 다시 시도해 주세요.',
  stillSignedIn: '아직 로그인되어 있습니다.',
  faces: {
    'refresh-failed': {
      title: '곧 로그아웃됩니다',
      description: ({ clock }) => `서버에 연결할 수 없습니다. 이 상태가 계속되면 ${clock}에 로그아웃됩니다.`,
    },
    'still-here': {
      title: '아직 계신가요?',
      description: ({ duration, clock }) => `${unseen(duration)} 로그인을 유지하지 않으시면 보안을 위해 ${clock}에 로그아웃됩니다.`,
    },
    'time-up': {
      title: '시간이 거의 다 되었습니다',
      description: ({ clock }) =>
        `${clock}에 로그아웃되며 연장할 수 없습니다. 작업 내용을 저장해 주세요. 계속하시려면 다시 로그인해 주세요.`,
    },
    checking: {
      title: '다시 연결하고 있습니다',
      description: () => '아직 로그인되어 있는지 확인하고 있습니다. 작업 내용은 유지됩니다.',
    },
    'signed-out': {
      title: '로그아웃되었습니다',
      description: () => '계속하시려면 다시 로그인해 주세요.',
    },
  },
  ended: {
    'token-expired': () => '제시간에 서버에 연결하지 못했습니다.',
    'refresh-expired': () => '비밀번호를 다시 입력해야 합니다.',
    'refresh-rejected': () => '서버에서 다시 로그인하도록 요청했습니다.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => '다른 창에서 로그아웃하셨습니다.',
    revoked: () => '다른 곳에서 로그아웃되었습니다.',
    replaced: () => '다른 분이 이 브라우저에서 로그인하셨습니다.',
  },
  unsavedWork: {
    saved: '작업 내용이 저장되었습니다.',
    lost: '저장하지 않은 내용은 사라졌습니다.',
  },
  status: {
    restoring: () => '잠시만 기다려 주세요…',
    fine: () => '로그인되어 있습니다',
    refreshing: () => '서버에 확인하고 있습니다…',
    failing: ({ clock }) => `서버에 연결할 수 없습니다. ${clock ? `${clock}까지 로그인이 유지됩니다.` : '계속 시도하고 있습니다.'}`,
    offline: ({ clock }) => `인터넷에 연결되어 있지 않습니다.${clock && ` ${clock}까지 로그인이 유지됩니다.`}`,
    checking: () => '아직 로그인되어 있는지 확인하고 있습니다…',
    warning: ({ clock }) => `${clock}에 로그아웃됩니다.`,
    'signed-out': () => '로그아웃 상태입니다',
  },
  limits: {
    inactivity: ({ duration, lead }) => `${duration} 동안 아무것도 하지 않으시면 로그아웃됩니다.${lead && ` ${lead} 전에 알려 드립니다.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` ${lead} 전에 알려 드립니다.`}`,
    unsavedWork: {
      saved: '작업 내용은 유지됩니다.',
      lost: '저장하지 않은 내용은 사라집니다.',
    },
  },
  timeLeft: ({ duration }) => `${duration} 후 로그아웃됩니다.`,
}
