import { type ReactElement, useEffect, useState } from 'react'
import { type Counts as Counted, fetchCounts } from './workbench.ts'

/** What is worth a row, in the order of reading. */
const ROWS: readonly { readonly label: string; readonly group: string; readonly kind: string }[] = [
  { label: 'Refreshes sent by browsers', group: 'received', kind: 'refresh' },
  { label: 'Refreshes with somebody there', group: 'received', kind: 'extend' },
  { label: 'Peeks', group: 'received', kind: 'peek' },
  { label: 'Refreshes at the provider', group: 'tokenRequests', kind: 'refresh_token' },
  { label: 'Sign-ins at the provider', group: 'tokenRequests', kind: 'authorization_code' },
  { label: 'Refresh tokens used twice', group: 'other', kind: 'reuses' },
  { label: 'Tokens revoked', group: 'other', kind: 'revocations' },
  { label: 'API calls answered', group: 'apiCalls', kind: 'answered' },
  { label: 'API calls refused (401)', group: 'apiCalls', kind: 'unauthorized' },
]

/** What the servers were asked since they started. Asked for when `changes` moves and by the button, never by a timer. */
export function Counts({ changes }: { readonly changes: number }): ReactElement {
  const [counts, setCounts] = useState<Counted | null>(null)
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    let current = true
    void fetchCounts().then((answer) => {
      if (current) setCounts(answer)
    })
    return () => {
      current = false
    }
  }, [changes, turn])

  return (
    <>
      {counts === null ? (
        <p className="drawer-quiet">No answer so far.</p>
      ) : (
        <table className="counts" aria-labelledby="counts-title">
          <tbody>
            {ROWS.map(({ label, group, kind }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{counts[group]?.[kind] ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button type="button" className="button" onClick={() => setTurn((last) => last + 1)}>
        Count again
      </button>
    </>
  )
}
