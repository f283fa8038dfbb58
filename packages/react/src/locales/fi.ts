// Finnish, "sinä". Read back against the glossary; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const long = (duration: string) => `vähään aikaan${duration && ` (${duration})`}`
const unseen = (duration: string) => `Emme ole nähneet sinua ${long(duration)}.`
const again = ({ duration }: { readonly duration: string }) => `Kirjautuminen on uusittava määräajoin${duration && ` (${duration})`}.`
const forSafety = ({ duration }: MessageParts) => `${unseen(duration)} Työsi suojaamiseksi sinut kirjattiin ulos.`

/** Finnish. Lengths stand after a colon or in parentheses; "15 minuuttiin", "1 minuutin" and "2 tunnin" are other cases. */
export const messages: SessionMessages = {
  locale: 'fi',
  stay: 'Pysy kirjautuneena',
  staying: 'Hetkinen…',
  signOut: 'Kirjaudu ulos nyt',
  signIn: 'Kirjaudu uudelleen',
  dismiss: 'Palaa ja tallenna',
  stayFailed: 'Palvelimeen ei saada yhteyttä. Yritä uudelleen. Mekin jatkamme yrittämistä.',
  signInFailed: 'Yritä uudelleen.',
  stillSignedIn: 'Olet edelleen kirjautuneena.',
  faces: {
    'refresh-failed': {
      title: 'Sinut kirjataan pian ulos',
      description: ({ clock }) => `Palvelimeen ei saada yhteyttä. Jos tilanne ei muutu, sinut kirjataan ulos klo\u00a0${clock}.`,
    },
    'still-here': {
      title: 'Oletko vielä paikalla?',
      description: ({ duration, clock }) =>
        `${unseen(duration)} Työsi suojaamiseksi sinut kirjataan ulos klo\u00a0${clock}, ellet pysy kirjautuneena.`,
    },
    'time-up': {
      title: 'Aika on melkein lopussa',
      description: ({ clock }) =>
        `Sinut kirjataan ulos klo\u00a0${clock}, eikä sitä voi lykätä. Tallenna työsi. Jatka kirjautumalla uudelleen.`,
    },
    checking: {
      title: 'Yhdistämme uudelleen',
      description: () => 'Tarkistamme, oletko edelleen kirjautuneena. Työsi säilyy.',
    },
    'signed-out': {
      title: 'Sinut on kirjattu ulos',
      description: () => 'Jatka kirjautumalla uudelleen.',
    },
  },
  ended: {
    'token-expired': () => 'Palvelimeen ei saatu yhteyttä ajoissa.',
    'refresh-expired': () => 'Salasanasi tarvitaan uudelleen.',
    'refresh-rejected': () => 'Palvelin pyytää sinua kirjautumaan uudelleen.',
    inactive: forSafety,
    'server-idle': forSafety,
    'max-lifetime': again,
    'signed-out': () => 'Kirjauduit ulos toisessa ikkunassa.',
    revoked: () => 'Sinut kirjattiin ulos muualta.',
    replaced: () => 'Joku muu kirjautui tällä selaimella.',
  },
  unsavedWork: {
    saved: 'Työsi on tallennettu.',
    lost: 'Tallentamaton työ on menetetty.',
  },
  status: {
    restoring: () => 'Hetkinen…',
    fine: () => 'Olet kirjautuneena',
    refreshing: () => 'Kysymme palvelimelta…',
    failing: ({ clock }) =>
      `Palvelimeen ei saada yhteyttä. ${clock ? `Olet kirjautuneena klo\u00a0${clock} asti.` : 'Jatkamme yrittämistä.'}`,
    offline: ({ clock }) => `Verkkoyhteyttä ei ole.${clock && ` Olet kirjautuneena klo\u00a0${clock} asti.`}`,
    checking: () => 'Tarkistamme, oletko edelleen kirjautuneena…',
    warning: ({ clock }) => `Sinut kirjataan ulos klo\u00a0${clock}.`,
    'signed-out': () => 'Olet kirjautunut ulos',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Sinut kirjataan ulos, jos et tee mitään ${long(duration)}.${lead && ` Kerromme siitä etukäteen (aikaa uloskirjautumiseen: ${lead}).`}`,
    maxLifetime: ({ duration, lead }) =>
      `${again({ duration })}${lead && ` Kerromme siitä etukäteen (aikaa uloskirjautumiseen: ${lead}).`}`,
    unsavedWork: {
      saved: 'Työsi säilyy.',
      lost: 'Tallentamaton työ menetetään.',
    },
  },
  timeLeft: ({ duration }) => `Aikaa uloskirjautumiseen: ${duration}.`,
}
