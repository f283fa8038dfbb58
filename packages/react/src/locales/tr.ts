// Turkish, "siz". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `${duration || 'Bir süre'} boyunca sizi görmedik.`
const again = ({ duration }: { readonly duration: string }) => `Girişten ${duration || 'bir süre'} sonra yeniden giriş yapmanız gerekir.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Güvenliğiniz için hesabınızdan çıkış yapıldı.`

/**
 * Turkish. Lengths stand before words of their own ("boyunca", "sonra", "önce"), times of day before "itibarıyla" or after a colon: their
 * endings would have to match them, "14:35’te" but "14:30’da".
 */
export const messages: SessionMessages = {
  locale: 'tr',
  stay: 'Hesabımda kal',
  staying: 'Lütfen bekleyin…',
  signOut: 'Şimdi çıkış yap',
  signIn: 'Yeniden giriş yap',
  dismiss: 'Geri dön ve kaydet',
  stayFailed: 'Sunucuya ulaşamıyoruz. Lütfen yeniden deneyin. Biz de denemeyi sürdürüyoruz.',
  signInFailed: 'Giriş yapılamadı. Lütfen yeniden deneyin.',
  stillSignedIn: 'Hâlâ hesabınızdasınız.',
  faces: {
    'refresh-failed': {
      title: 'Birazdan hesabınızdan çıkış yapılacak',
      description: ({ clock }) => `Sunucuya ulaşamıyoruz. Bu değişmezse saat ${clock} itibarıyla hesabınızdan çıkış yapılacak.`,
    },
    'still-here': {
      title: 'Hâlâ burada mısınız?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Kalmazsanız güvenliğiniz için saat ${clock} itibarıyla hesabınızdan çıkış yapılacak.`,
    },
    'time-up': {
      title: 'Süre dolmak üzere',
      description: ({ clock }) =>
        `Saat ${clock} itibarıyla hesabınızdan çıkış yapılacak; bu ertelenemez. Çalışmanızı kaydedin. Devam etmek için yeniden giriş yapın.`,
    },
    checking: {
      title: 'Yeniden bağlanıyoruz',
      description: () => 'Hâlâ hesabınızda olup olmadığınıza bakıyoruz. Çalışmanız kaybolmaz.',
    },
    'signed-out': {
      title: 'Hesabınızdan çıkış yapıldı',
      description: () => 'Devam etmek için yeniden giriş yapın.',
    },
  },
  ended: {
    'token-expired': () => 'Sunucuya zamanında ulaşamadık.',
    'refresh-expired': () => 'Şifrenizi yeniden girmeniz gerekiyor.',
    'refresh-rejected': () => 'Sunucu yeniden giriş yapmanızı istiyor.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Başka bir pencerede çıkış yaptınız.',
    revoked: () => 'Başka bir yerden çıkış yapıldı.',
    replaced: () => 'Bu tarayıcıda başka biri giriş yaptı.',
  },
  unsavedWork: {
    saved: 'Çalışmanız kaydedildi.',
    lost: 'Kaydedilmemiş çalışmanız kayboldu.',
  },
  status: {
    restoring: () => 'Lütfen bekleyin…',
    fine: () => 'Hesabınızdasınız',
    refreshing: () => 'Sunucuya ulaşıyoruz…',
    failing: ({ clock }) => `Sunucuya ulaşamıyoruz. ${clock ? `Şu saate kadar hesabınızdasınız: ${clock}.` : 'Denemeyi sürdürüyoruz.'}`,
    offline: ({ clock }) => `Çevrimdışısınız.${clock && ` Şu saate kadar hesabınızdasınız: ${clock}.`}`,
    checking: () => 'Hâlâ hesabınızda olup olmadığınıza bakıyoruz…',
    warning: ({ clock }) => `Saat ${clock} itibarıyla hesabınızdan çıkış yapılacak.`,
    'signed-out': () => 'Hesabınızda değilsiniz',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `${duration} boyunca hiçbir şey yapmazsanız hesabınızdan çıkış yapılır.${lead && ` ${lead} önceden haber veririz.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` ${lead} önceden haber veririz.`}`,
    unsavedWork: {
      saved: 'Çalışmanız kaybolmaz.',
      lost: 'Kaydedilmemiş çalışmanız kaybolur.',
    },
  },
  timeLeft: ({ duration }) => `${duration} sonra hesabınızdan çıkış yapılacak.`,
}
