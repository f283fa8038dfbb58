import { type ReactElement, useState } from 'react'
import type { Language } from '../../languages.ts'
import { createSessionDouble, type FaceCase, SessionDialog, SessionDialogSkin, SessionProvider, START_AT } from '../../product.ts'
import { useSurroundings } from '../../surroundings.tsx'

const MINUTE = 60_000

/** A face of the dialog as a card that lies still: its skin and its words, without the modal around. */
export function FaceCard({ face, language }: { readonly face: FaceCase; readonly language: Language }): ReactElement {
  const [session] = useState(() => sessionOf(face))
  const { unsavedWork } = face.props ?? {}
  return (
    <figure className="face">
      <figcaption lang={language.tag}>{language.name}</figcaption>
      {/* Nothing in it can be pressed or read out: this is a picture of many dialogs, and no dialog. */}
      <div inert lang={language.tag} dir={useDirection(language)}>
        <SessionProvider session={session} messages={language.messages}>
          <SessionDialog.Root render={<div />} className="stillhere-dialog face-card">
            <SessionDialogSkin hideSignOut={false} unsavedWork={unsavedWork} />
          </SessionDialog.Root>
        </SessionProvider>
      </div>
    </figure>
  )
}

/** What is chosen above counts for all; otherwise each language goes its own way. */
function useDirection(language: Language): 'ltr' | 'rtl' {
  const { direction } = useSurroundings()
  return direction ?? language.dir
}

function sessionOf({ state }: FaceCase) {
  const double = createSessionDouble(state)
  const { warning } = state
  if (warning?.cause === 'inactive') {
    const { openedAt, endsAt } = warning
    double.setDeadlines([
      { reason: 'inactive', sinceAt: START_AT - 13 * MINUTE, endsAt, extendable: true, warnAt: openedAt, refreshAt: null, from: 'policy' },
    ])
  }
  return double.session
}
