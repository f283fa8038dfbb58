// Welsh, "chi". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const UNITS = { days: 'diwrnod', hours: 'awr', minutes: 'munud', seconds: 'eiliad' }
const UNITS_OF_TWO = { days: 'ddiwrnod', hours: 'awr', minutes: 'funud', seconds: 'eiliad' }

const unseen = (duration: string) => `wedi’ch gweld ers ${duration || 'tipyn'}. Er eich diogelwch,`
const again = ({ duration }: { readonly duration: string }) => `Rhaid mewngofnodi eto ${duration || 'tipyn'} ar ôl mewngofnodi.`
const forSafety = ({ duration }: MessageParts) => `Nid oeddem ${unseen(duration)} cawsoch eich allgofnodi.`

/** Welsh. Lengths stand after words that mutate nothing: "ers", "ymhen", "ar ôl". */
export const messages: SessionMessages = {
  locale: 'cy',
  // As CLDR has it, whose Welsh Chromium lacks: the noun stays singular, and 2 softens it.
  units: (count, unit) => `${count} ${(count === 2 ? UNITS_OF_TWO : UNITS)[unit]}`,
  stay: 'Aros wedi mewngofnodi',
  staying: 'Un eiliad…',
  signOut: 'Allgofnodi nawr',
  signIn: 'Mewngofnodi eto',
  dismiss: 'Mynd yn ôl a chadw',
  stayFailed: 'Ni allwn gyrraedd y gweinydd. Ceisiwch eto. Rydym yn dal i geisio.',
  signInFailed: 'Methodd. Ceisiwch eto.',
  stillSignedIn: 'Rydych wedi mewngofnodi o hyd.',
  faces: {
    'refresh-failed': {
      title: 'Rydych ar fin cael eich allgofnodi',
      description: ({ clock }) => `Ni allwn gyrraedd y gweinydd. Cewch eich allgofnodi am ${clock} oni bai bod hynny’n newid.`,
    },
    'still-here': {
      title: 'Ydych chi’n dal yma?',
      description: ({ duration, clock }) => `Nid ydym ${unseen(duration)} cewch eich allgofnodi am ${clock} oni bai eich bod yn aros.`,
    },
    'time-up': {
      title: 'Mae’r amser bron ar ben',
      description: ({ clock }) => `Cewch eich allgofnodi am ${clock} beth bynnag. Cadwch eich gwaith. Mewngofnodwch eto i barhau.`,
    },
    checking: {
      title: 'Rydym yn ailgysylltu',
      description: () => 'Rydym yn gwirio a ydych wedi mewngofnodi o hyd. Mae’ch gwaith yn ddiogel.',
    },
    'signed-out': {
      title: 'Nid ydych wedi mewngofnodi',
      description: () => 'Mewngofnodwch eto i barhau.',
    },
  },
  ended: {
    'token-expired': () => 'Ni allem gyrraedd y gweinydd mewn pryd.',
    'refresh-expired': () => 'Rhaid rhoi eich cyfrinair eto.',
    'refresh-rejected': () => 'Rhaid mewngofnodi eto, yn ôl y gweinydd.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Rydych wedi allgofnodi mewn ffenestr arall.',
    revoked: () => 'Cawsoch eich allgofnodi o rywle arall.',
    replaced: () => 'Mae rhywun arall wedi mewngofnodi yma.',
  },
  unsavedWork: {
    saved: 'Mae’ch gwaith wedi’i gadw.',
    lost: 'Collwyd gwaith heb ei gadw.',
  },
  status: {
    restoring: () => 'Un eiliad…',
    fine: () => 'Rydych wedi mewngofnodi',
    refreshing: () => 'Yn gwirio…',
    failing: ({ clock }) => `Ni allwn gyrraedd y gweinydd. ${clock ? `Rydych wedi mewngofnodi tan ${clock}.` : 'Rydym yn dal i geisio.'}`,
    offline: ({ clock }) => `Rydych all-lein.${clock && ` Rydych wedi mewngofnodi tan ${clock}.`}`,
    checking: () => 'Rydym yn gwirio a ydych wedi mewngofnodi o hyd…',
    warning: ({ clock }) => `Cewch eich allgofnodi am ${clock}.`,
    'signed-out': () => 'Nid ydych wedi mewngofnodi',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Cewch eich allgofnodi ar ôl ${duration} heb wneud dim.${lead && ` Cewch wybod ${lead} ymlaen llaw.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Cewch wybod ${lead} ymlaen llaw.`}`,
    unsavedWork: {
      saved: 'Mae’ch gwaith yn ddiogel.',
      lost: 'Collir gwaith heb ei gadw.',
    },
  },
  timeLeft: ({ duration }) => `Cewch eich allgofnodi ymhen ${duration}.`,
}
