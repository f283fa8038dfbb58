// Greek, "εσείς". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const hour = (clock: string) => `τ${/^1\D/.test(clock) ? 'η' : 'ις'} ${clock}`
const unseen = (duration: string) => `δει εδώ και ${duration || 'αρκετή ώρα'}. Για την ασφάλειά σας,`
const again = ({ duration }: { readonly duration: string }) => `${duration || 'Αρκετή ώρα'} μετά τη σύνδεση χρειάζεται να συνδεθείτε ξανά.`
const forSafety = ({ duration }: MessageParts) => `Δεν σας είχαμε ${unseen(duration)} αποσυνδεθήκατε.`

/**
 * Greek. "Στον λογαριασμό σας" stands for "συνδεδεμένος", which has a gender. Lengths stand in the accusative, which looks like the
 * nominative. "Στη 1:35", but "στις 2:35".
 */
export const messages: SessionMessages = {
  locale: 'el',
  stay: 'Παραμονή στον λογαριασμό',
  staying: 'Μια στιγμή…',
  signOut: 'Αποσύνδεση τώρα',
  signIn: 'Νέα σύνδεση',
  dismiss: 'Πίσω για αποθήκευση',
  stayFailed: 'Δεν υπάρχει επικοινωνία με τον διακομιστή. Δοκιμάστε ξανά. Δοκιμάζουμε κι εμείς.',
  signInFailed: 'Δεν έγινε σύνδεση. Δοκιμάστε ξανά.',
  stillSignedIn: 'Είστε ακόμα στον λογαριασμό σας.',
  faces: {
    'refresh-failed': {
      title: 'Θα αποσυνδεθείτε σύντομα',
      description: ({ clock }) => `Δεν υπάρχει επικοινωνία με τον διακομιστή. Αν αυτό δεν αλλάξει, σ${hour(clock)} θα αποσυνδεθείτε.`,
    },
    'still-here': {
      title: 'Είστε ακόμα εδώ;',
      description: ({ duration, clock }) => `Δεν σας έχουμε ${unseen(duration)} σ${hour(clock)} θα αποσυνδεθείτε, εκτός αν παραμείνετε.`,
    },
    'time-up': {
      title: 'Ο χρόνος τελειώνει',
      description: ({ clock }) =>
        `Σ${hour(clock)} θα αποσυνδεθείτε, και αυτό δεν αναβάλλεται. Αποθηκεύστε την εργασία σας. Για να συνεχίσετε, συνδεθείτε ξανά.`,
    },
    checking: {
      title: 'Επανασύνδεση',
      description: () => 'Ελέγχουμε αν είστε ακόμα στον λογαριασμό σας. Η εργασία σας δεν θα χαθεί.',
    },
    'signed-out': {
      title: 'Αποσυνδεθήκατε',
      description: () => 'Για να συνεχίσετε, συνδεθείτε ξανά.',
    },
  },
  ended: {
    'token-expired': () => 'Δεν υπήρξε επικοινωνία με τον διακομιστή.',
    'refresh-expired': () => 'Χρειάζεται ξανά ο κωδικός σας.',
    'refresh-rejected': () => 'Ο διακομιστής ζητά να συνδεθείτε ξανά.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Αποσυνδεθήκατε σε άλλο παράθυρο.',
    revoked: () => 'Αποσυνδεθήκατε από αλλού.',
    replaced: () => 'Άλλο άτομο συνδέθηκε εδώ.',
  },
  unsavedWork: {
    saved: 'Η εργασία σας αποθηκεύτηκε.',
    lost: 'Ό,τι δεν είχε αποθηκευτεί χάθηκε.',
  },
  status: {
    restoring: () => 'Μια στιγμή…',
    fine: () => 'Είστε στον λογαριασμό σας',
    refreshing: () => 'Ελέγχουμε…',
    failing: ({ clock }) =>
      `Δεν υπάρχει επικοινωνία με τον διακομιστή. ${clock ? `Έως ${hour(clock)} είστε στον λογαριασμό σας.` : 'Δοκιμάζουμε ξανά.'}`,
    offline: ({ clock }) => `Δεν υπάρχει ίντερνετ.${clock && ` Έως ${hour(clock)} είστε στον λογαριασμό σας.`}`,
    checking: () => 'Ελέγχουμε αν είστε ακόμα στον λογαριασμό σας…',
    warning: ({ clock }) => `Σ${hour(clock)} θα αποσυνδεθείτε.`,
    'signed-out': () => 'Δεν είστε στον λογαριασμό σας',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Αν δεν κάνετε τίποτα για ${duration}, θα αποσυνδεθείτε.${lead && ` Θα σας το πούμε ${lead} νωρίτερα.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Θα σας το πούμε ${lead} νωρίτερα.`}`,
    unsavedWork: {
      saved: 'Η εργασία σας δεν θα χαθεί.',
      lost: 'Ό,τι δεν έχει αποθηκευτεί θα χαθεί.',
    },
  },
  timeLeft: ({ duration }) => `Θα αποσυνδεθείτε σε ${duration}.`,
}
