import type { ReactElement } from 'react'

/** Grey bars where the rows will stand, so that nothing jumps when they come. */
export function Fetching({ label, rows }: { readonly label: string; readonly rows: number }): ReactElement {
  return (
    <div className="panel fetching" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="fetching-row" aria-hidden="true" />
      ))}
    </div>
  )
}

/** What went wrong, and the one thing to do about it. */
export function Problem({
  title,
  text,
  onRetry,
}: {
  readonly title: string
  readonly text: string
  readonly onRetry: (() => void) | null
}): ReactElement {
  return (
    <div className="panel outcome" role="alert">
      <h2>{title}</h2>
      <p>{text}</p>
      {onRetry !== null && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  )
}
