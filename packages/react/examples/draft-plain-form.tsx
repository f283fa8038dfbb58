import { useSessionDraft } from '@stillhere/react'
import { useRef } from 'react'

export function Claim() {
  const form = useRef<HTMLFormElement>(null)
  const draft = useSessionDraft('claim', () => written(form.current))

  function putBack() {
    for (const [name, text] of draft.found ?? []) {
      const field = form.current?.elements.namedItem(name)
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text
    }
    discard()
  }

  function discard() {
    draft.discard()
    form.current?.querySelector('input')?.focus()
  }

  return (
    <form ref={form}>
      <p role="status">
        {draft.found && (
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
        Subject <input name="subject" />
      </label>
      <label>
        What happened <textarea name="report" />
      </label>
    </form>
  )
}

/** Names and texts of the fields; null when all of them are empty. */
function written(form: HTMLFormElement | null): [string, string][] | null {
  const texts: [string, string][] = []
  for (const [name, value] of form ? new FormData(form) : []) if (typeof value === 'string') texts.push([name, value])
  return texts.some(([, text]) => text) ? texts : null
}
