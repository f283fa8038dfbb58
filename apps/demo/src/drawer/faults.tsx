import { type ReactElement, useEffect, useState } from 'react'
import { type Amount, FAULT_KINDS, type FaultKind, type Faults as Pulled, clearFaults, fetchFaults, pull } from './workbench.ts'

const WORDS: Readonly<Record<FaultKind, { readonly name: string; readonly about: string }>> = {
  dropBefore: { name: 'Drop before', about: 'The request never reaches the server' },
  dropAfter: { name: 'Drop after', about: 'The server refreshes, its answer is lost' },
  unavailable: { name: '503', about: 'The server is busy: come back in 5 seconds' },
  slow: { name: 'Slow', about: 'The answer takes 12 seconds' },
  reject: { name: 'Reject', about: 'The provider says invalid_grant' },
  providerLost: { name: 'Provider lost', about: 'The provider’s answer never reaches the server' },
}

const AMOUNTS: readonly Amount[] = [1, 3, 10, 'always']

/** One button per fault; each meets the next refreshes, of every tab and at both speeds. `changes`: look again when this moves. */
export function Faults({ changes }: { readonly changes: number }): ReactElement {
  const [pulled, setPulled] = useState<Pulled | null>(null)
  const [amount, setAmount] = useState<Amount>(3)
  const [unreachable, setUnreachable] = useState(false)

  const take = (answer: Pulled | null) => {
    setUnreachable(answer === null)
    if (answer !== null) setPulled(answer)
  }
  useEffect(() => {
    let current = true
    void fetchFaults().then((answer) => {
      if (current) take(answer)
    })
    return () => {
      current = false
    }
  }, [changes])

  return (
    <div className="faults">
      <label className="field">
        For the next
        <select value={amount} onChange={(event) => setAmount(AMOUNTS.find((one) => String(one) === event.target.value) ?? 1)}>
          {AMOUNTS.map((one) => (
            <option key={one} value={one}>
              {amountWords(one)}
            </option>
          ))}
        </select>
      </label>
      <ul className="fault-list">
        {FAULT_KINDS.map((kind) => (
          <li key={kind}>
            <FaultButton kind={kind} left={pulled?.[kind] ?? 0} onPull={() => void pull(kind, amount).then(take)} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button"
        disabled={pulled !== null && Object.keys(pulled).length === 0}
        onClick={() => void clearFaults().then(take)}
      >
        Clear all faults
      </button>
      {unreachable && (
        <p className="drawer-quiet" role="alert">
          The app server doesn’t answer, or takes no faults.
        </p>
      )}
    </div>
  )
}

function FaultButton({
  kind,
  left,
  onPull,
}: {
  readonly kind: FaultKind
  readonly left: Amount
  readonly onPull: () => void
}): ReactElement {
  const { name, about } = WORDS[kind]
  return (
    <button type="button" className="button fault" aria-pressed={left !== 0} onClick={onPull}>
      <span>{name}</span>
      <span className="fault-about">{about}</span>
      {left !== 0 && <span className="fault-left">{left === 'always' ? 'until cleared' : `${left} left`}</span>}
    </button>
  )
}

function amountWords(amount: Amount): string {
  if (amount === 'always') return 'refreshes, until cleared'
  return amount === 1 ? 'refresh' : `${amount} refreshes`
}
