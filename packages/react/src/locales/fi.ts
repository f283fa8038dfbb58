// Finnish, "sinä". Read back against the glossary, and read again by a second reader; no native speaker has reviewed it.
import type { MessageParts, SessionMessages } from '../messages/messages.ts'

const unseen = (duration: string) => `${duration || 'hetki'}, kun näimme sinut viimeksi. Turvallisuussyistä`
const again = ({ duration }: { readonly duration: string }) =>
  `Kun kirjautumisesta on kulunut ${duration || 'tietty aika'}, sinun on kirjauduttava uudelleen.`
const forSafety = ({ duration }: MessageParts) => `Siitä oli ${unseen(duration)} sinut kirjattiin ulos.`

/** Finnish. Lengths stand where the subject does ("on 1 minuutti", "kuluu 2 minuuttia"): "minuutin" and "minuuttiin" are other cases. */
export const messages: SessionMessages = {
  locale: 'fi',
  stay: 'Pysy kirjautuneena',
  staying: 'Hetkinen…',
  signOut: 'Kirjaudu ulos nyt',
  signIn: 'Kirjaudu uudelleen',
  dismiss: 'Palaa ja tallenna',
  stayFailed: 'Palvelimeen ei saada yhteyttä. Yritä uudelleen. Mekin jatkamme yrittämistä.',
  signInFailed: 'Ei onnistunut. Yritä uudelleen.',
  stillSignedIn: 'Olet edelleen kirjautuneena.',
  faces: {
    'refresh-failed': {
      title: 'Sinut kirjataan pian ulos',
      description: ({ clock }) => `Palvelimeen ei saada yhteyttä. Jos tilanne ei muutu, sinut kirjataan ulos klo\u00a0${clock}.`,
    },
    'still-here': {
      title: 'Oletko vielä paikalla?',
      description: ({ duration, clock }) =>
        `Siitä on ${unseen(duration)} sinut kirjataan ulos klo\u00a0${clock}, ellet pysy kirjautuneena.`,
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
      title: 'Et ole enää kirjautuneena',
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
    refreshing: () => 'Tarkistamme…',
    failing: ({ clock }) =>
      `Palvelimeen ei saada yhteyttä. ${clock ? `Olet kirjautuneena klo\u00a0${clock} asti.` : 'Jatkamme yrittämistä.'}`,
    offline: ({ clock }) => `Verkkoyhteyttä ei ole.${clock && ` Olet kirjautuneena klo\u00a0${clock} asti.`}`,
    checking: () => 'Tarkistamme, oletko edelleen kirjautuneena…',
    warning: ({ clock }) => `Sinut kirjataan ulos klo\u00a0${clock}.`,
    'signed-out': () => 'Et ole kirjautuneena',
  },
  limits: {
    inactivity: ({ duration, lead }) =>
      `Jos ${duration} kuluu etkä tee mitään, sinut kirjataan ulos.${lead && ` Kerromme siitä ${lead} ennen.`}`,
    maxLifetime: ({ duration, lead }) => `${again({ duration })}${lead && ` Kerromme siitä ${lead} ennen.`}`,
    unsavedWork: {
      saved: 'Työsi säilyy.',
      lost: 'Tallentamaton työ menetetään.',
    },
  },
  timeLeft: ({ duration }) => `Aikaa uloskirjautumiseen on ${duration}.`,
}
