// Chinese in simplified characters, "您". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `在${duration || '一段时间'}内没有看到您的操作。`
const again = ({ duration }: { readonly duration: string }) => `登录${duration || '一段时间'}后，需要重新登录。`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)}为保障您的安全，已为您自动退出登录。`

/** Chinese in simplified characters. Lengths stand anywhere, without a space. */
export const messages: SessionMessages = {
  locale: 'zh-Hans',
  stay: '保持登录',
  staying: '请稍候…',
  signOut: '立即退出登录',
  signIn: '重新登录',
  dismiss: '返回并保存',
  stayFailed: '无法连接服务器。请重试。我们也会继续尝试。',
  signInFailed: '登录未成功。请重试。',
  stillSignedIn: '您仍处于登录状态。',
  faces: {
    'refresh-failed': {
      title: '即将自动退出登录',
      description: ({ clock }) => `无法连接服务器。如果连接未恢复，将于${clock}自动退出登录。`,
    },
    'still-here': {
      title: '您还在吗？',
      description: ({ duration, clock }) => `${unseen(duration)}如果您不选择保持登录，为保障您的安全，将于${clock}自动退出登录。`,
    },
    'time-up': {
      title: '时间快到了',
      description: ({ clock }) => `将于${clock}自动退出登录，无法延后。请保存您的工作内容。如需继续，请重新登录。`,
    },
    checking: {
      title: '正在重新连接',
      description: () => '正在确认您是否仍处于登录状态。您的工作内容不会丢失。',
    },
    'signed-out': {
      title: '您已退出登录',
      description: () => '如需继续，请重新登录。',
    },
  },
  ended: {
    'token-expired': () => '未能及时连接服务器。',
    'refresh-expired': () => '需要再次输入您的密码。',
    'refresh-rejected': () => '服务器要求您重新登录。',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => '您已在另一个窗口中退出登录。',
    revoked: () => '您的登录已在别处被终止。',
    replaced: () => '其他人在此浏览器中登录了。',
  },
  unsavedWork: {
    saved: '您的工作内容已保存。',
    lost: '未保存的内容已丢失。',
  },
  status: {
    restoring: () => '请稍候…',
    fine: () => '您已登录',
    refreshing: () => '正在联系服务器…',
    failing: ({ clock }) => `无法连接服务器。${clock ? `您的登录状态将保持到${clock}。` : '我们会继续尝试。'}`,
    offline: ({ clock }) => `网络已断开。${clock && `您的登录状态将保持到${clock}。`}`,
    checking: () => '正在确认您是否仍处于登录状态…',
    warning: ({ clock }) => `将于${clock}自动退出登录。`,
    'signed-out': () => '您未登录',
  },
  limits: {
    inactivity: ({ duration, lead }) => `如果您在${duration}内没有任何操作，将自动退出登录。${lead && `我们会提前${lead}通知您。`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && `我们会提前${lead}通知您。`}`,
    unsavedWork: {
      saved: '您的工作内容不会丢失。',
      lost: '未保存的内容将丢失。',
    },
  },
  timeLeft: ({ duration }) => `${duration}后将自动退出登录。`,
}
