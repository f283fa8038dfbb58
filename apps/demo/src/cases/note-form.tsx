import { type FormEvent, type ReactElement, useState } from 'react'
import { parseNote } from './case.ts'
import { useDrafts } from './drafts.ts'
import { useApi } from './use-protected.ts'

/** A note that is the user's own until it is saved: leaving the case keeps it in this tab, the end of the session loses it. */
export function NoteForm({ caseId, saved }: { readonly caseId: string; readonly saved: string }): ReactElement {
  const { fetch, apiUrl } = useApi()
  const drafts = useDrafts()
  const [stored, setStored] = useState(saved)
  const [text, setText] = useState(() => drafts.read(caseId) ?? saved)
  const [saving, setSaving] = useState<'idle' | 'running' | 'done' | 'failed'>('idle')
  const unsaved = text !== stored

  const write = (next: string) => {
    setText(next)
    drafts.write(caseId, next === stored ? null : next)
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (saving === 'running') return
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
      <textarea
        aria-labelledby="note-title"
        aria-describedby="note-state"
        rows={7}
        value={text}
        placeholder="What you agreed, what comes next…"
        onChange={(event) => write(event.target.value)}
      />
      {saving === 'failed' && (
        <p className="note-problem" role="alert">
          We couldn’t save your note. It is still here; try again in a moment.
        </p>
      )}
      <div className="note-foot">
        <p id="note-state" className="note-state" role="status" data-unsaved={unsaved}>
          {unsaved ? 'Not saved yet' : saving === 'done' ? 'Saved' : ''}
        </p>
        <button type="submit" className="button button-main" disabled={!unsaved} aria-busy={saving === 'running'}>
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
