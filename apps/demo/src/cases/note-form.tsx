import { type FormEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useDrafts } from '../drafts/use-drafts.ts'
import { parseNote } from './case.ts'
import { useApi } from './use-protected.ts'

/** A note that is the user's own. Until it is saved it is a draft, which outlives the page, the session and the sign-in. */
export function NoteForm({ caseId, saved }: { readonly caseId: string; readonly saved: string }): ReactElement {
  const { fetch, apiUrl } = useApi()
  const drafts = useDrafts()
  const field = useRef<HTMLTextAreaElement>(null)
  const [stored, setStored] = useState(saved)
  const [saving, setSaving] = useState<'idle' | 'running' | 'done' | 'failed'>('idle')
  const text = drafts.read(caseId) ?? stored
  const unsaved = text !== stored
  const broughtBack = unsaved && drafts.isBroughtBack(caseId)

  // The server may not have given the key when the page asked.
  useEffect(() => void drafts.open(), [drafts])

  const write = (next: string) => drafts.write(caseId, next === stored ? null : next)
  const discard = () => {
    drafts.write(caseId, null)
    field.current?.focus()
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (saving === 'running' || !unsaved) return
    setSaving('running')
    const note = await sendNote(() =>
      fetch(`${apiUrl}/cases/${caseId}/note`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ note: text }),
      }),
    )
    setSaving(note === null ? 'failed' : 'done')
    if (note === null) return
    setStored(note)
    // Typing went on while the request was under way: what is newer stays unsaved.
    if (drafts.read(caseId) === note) drafts.write(caseId, null)
  }

  return (
    <form className="panel block note" onSubmit={(event) => void save(event)} aria-labelledby="note-title">
      <h2 id="note-title">Your note</h2>
      {broughtBack && (
        <div className="notice note-back" data-tone="fine">
          <p>We kept what you were writing. It is here again, and not saved yet.</p>
          <button type="button" className="button" onClick={discard}>
            {stored === '' ? 'Discard it' : 'Go back to the saved note'}
          </button>
        </div>
      )}
      <textarea
        ref={field}
        aria-labelledby="note-title"
        aria-describedby="note-state"
        rows={7}
        value={text}
        readOnly={!drafts.isOpen()}
        placeholder="What you agreed, what comes next…"
        onChange={(event) => write(event.target.value)}
      />
      {saving === 'failed' && (
        <p className="notice" role="alert">
          We couldn’t save your note. It is still here; try again in a moment.
        </p>
      )}
      <div className="note-foot">
        <p id="note-state" className="note-state" role="status" data-unsaved={unsaved}>
          {broughtBack ? 'Kept from before, not saved yet' : unsaved ? 'Not saved yet' : saving === 'done' ? 'Saved' : ''}
        </p>
        <button type="submit" className="button button-main" aria-disabled={!unsaved} aria-busy={saving === 'running'}>
          {saving === 'running' ? 'Saving…' : 'Save note'}
        </button>
      </div>
    </form>
  )
}

async function sendNote(send: () => Promise<Response>): Promise<string | null> {
  try {
    const response = await send()
    return response.ok ? parseNote(await response.json()) : null
  } catch {
    return null
  }
}
