import { useSessionDraft } from '@stillhere/react'
import { useForm } from 'react-hook-form'

const NEW = { kind: 'water', urgent: false, report: '' }

export function Claim({ save }: { save: (claim: typeof NEW) => Promise<void> }) {
  const { register, handleSubmit, getValues, reset, setFocus, formState } = useForm({ defaultValues: NEW })
  const { isDirty } = formState
  const draft = useSessionDraft('damage', () => (isDirty ? getValues() : null))

  function putBack() {
    // Before `reset`, after which the fields are unknown until the next render.
    setFocus('report')
    if (draft.found) reset(draft.found, { keepDefaultValues: true })
    draft.discard()
  }

  function discard() {
    setFocus('report')
    draft.discard()
  }

  async function submit(claim: typeof NEW) {
    await save(claim)
    reset(claim)
  }

  return (
    <form onSubmit={(event) => void handleSubmit(submit)(event)}>
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
        Kind of damage
        <select {...register('kind')}>
          <option value="water">Water</option>
          <option value="fire">Fire</option>
        </select>
      </label>
      <label>
        <input type="checkbox" {...register('urgent')} /> Somebody has to come today
      </label>
      <label>
        What happened <textarea {...register('report')} />
      </label>
      <button type="submit">{isDirty ? 'Save' : 'Saved'}</button>
    </form>
  )
}
