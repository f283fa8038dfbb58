import { useSessionDraft } from '@stillhere/react'
import { useRef, useState } from 'react'

export function Note({ caseId }: { caseId: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const draft = useSessionDraft(`note-${caseId}`, () => text || null)

  function putBack() {
    setText(draft.found ?? '')
    discard()
  }

  function discard() {
    draft.discard()
    field.current?.focus()
  }

  return (
    <form>
      <p role="status">
        {draft.found !== null && (
          <>
            We kept what you were writing.
            <button type="button" onClick={putBack}>
              Put it back
            </button>
            <button type="button" onClick={discard}>
              Discard it
            </button>
          </>
        )}
      </p>
      <label>
        Note <textarea ref={field} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
    </form>
  )
}
