import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { type CaseDetail, parseNote } from './case.ts'
import { useNoteDraft } from './use-note-draft.ts'
import { type Found, protectedKey, useApi } from './use-protected.ts'

/** A note that is the user's own. Until it is saved it is a draft, which outlives the page, the session and the sign-in. */
export function NoteForm({ caseId, saved }: { readonly caseId: string; readonly saved: string }): ReactElement {
  const saving = useSaving(caseId)
  const field = useRef<HTMLTextAreaElement>(null)
  const [written, setWritten] = useState<string | null>(null)
  const { found, discard } = useNoteDraft(caseId, written === saved ? null : written)
  const text = written ?? found ?? saved
  const unsaved = text !== saved
  const broughtBack = unsaved && written === null

  const write = (next: string | null) => {
    setWritten(next)
    if (found !== null) discard()
  }
  const goBack = () => {
    write(null)
    field.current?.focus()
  }

  const save = (event: FormEvent) => {
    event.preventDefault()
    if (saving.isPending || !unsaved) return
    saving.mutate(text, {
      onSuccess(note) {
        if (found !== null) discard()
        // Typing went on while the request was under way: what is newer stays unsaved.
        setWritten((now) => (now === note ? null : now))
      },
    })
  }

  return (
    <form className="panel block note" onSubmit={save} aria-labelledby="note-title">
      <h2 id="note-title">Your note</h2>
      {broughtBack && (
        <div className="notice note-back" data-tone="fine">
          <p>We kept what you were writing. It is here again, and not saved yet.</p>
          <button type="button" className="button" onClick={goBack}>
            {saved === '' ? 'Discard it' : 'Go back to the saved note'}
          </button>
        </div>
      )}
      <textarea
        ref={field}
        aria-labelledby="note-title"
        aria-describedby="note-state"
        rows={7}
        value={text}
        placeholder="What you agreed, what comes next…"
        onChange={(event) => write(event.target.value)}
      />
      {saving.isError && (
        <p className="notice" role="alert">
          We couldn’t save your note. It is still here; try again in a moment.
        </p>
      )}
      <div className="note-foot">
        <p id="note-state" className="note-state" role="status" data-unsaved={unsaved}>
          {broughtBack ? 'Kept from before, not saved yet' : unsaved ? 'Not saved yet' : saving.isSuccess ? 'Saved' : ''}
        </p>
        <button type="submit" className="button button-main" aria-disabled={!unsaved} aria-busy={saving.isPending}>
          {saving.isPending ? 'Saving…' : 'Save note'}
        </button>
      </div>
    </form>
  )
}

/** What the server has kept is what the page shows from then on. */
function useSaving(caseId: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (note: string) => {
      const response = await api.fetch(`${api.apiUrl}/cases/${caseId}/note`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ note }),
      })
      const kept = response.ok ? parseNote(await response.json()) : null
      if (kept === null) throw new Error('The note was not kept.')
      return kept
    },
    onSuccess(note) {
      queryClient.setQueryData<Found<CaseDetail>>(protectedKey(`/cases/${caseId}`), (one) =>
        one?.status === 'ready' ? { ...one, value: { ...one.value, note } } : one,
      )
    },
  })
}
