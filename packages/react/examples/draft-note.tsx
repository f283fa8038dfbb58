import { useSessionDraft } from '@stillhere/react'
import { useState } from 'react'

export function Note({ caseId }: { caseId: string }) {
  const [text, setText] = useState('')
  const draft = useSessionDraft(`note-${caseId}`, () => text || null)

  function putBack() {
    setText(draft.found ?? '')
    draft.discard()
  }

  return (
    <form>
      {draft.found !== null && (
        <p role="status">
          We kept what you were writing.
          <button type="button" onClick={putBack}>
            Put it back
          </button>
          <button type="button" onClick={draft.discard}>
            Discard it
          </button>
        </p>
      )}
      <label>
        Note <textarea value={text} onChange={(event) => setText(event.target.value)} />
      </label>
    </form>
  )
}
