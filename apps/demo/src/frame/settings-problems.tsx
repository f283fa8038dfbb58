import type { ReactElement } from 'react'

/** For developers who wrote a policy into the address that cannot be read. */
export function SettingsProblems({ problems }: { readonly problems: readonly string[] }): ReactElement | null {
  if (problems.length === 0) return null
  return (
    <div className="panel problems" role="alert">
      <p>The address of this page says something that cannot be used, so it was left out:</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  )
}
