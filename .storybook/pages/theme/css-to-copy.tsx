import { type ReactElement, useState } from 'react'

/** The CSS of the theme, and a button that takes it along. */
export function CssToCopy({ css }: { readonly css: string }): ReactElement {
  const [copied, setCopied] = useState<string | null>(null)
  const [refused, setRefused] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(css)
      setCopied(css)
      setRefused(false)
    } catch {
      setRefused(true)
    }
  }
  return (
    <section className="css" aria-labelledby="css">
      <div className="css-head">
        <h2 id="css">CSS to copy</h2>
        <button type="button" className="primary" disabled={css === ''} onClick={() => void copy()}>
          {copied === css && css !== '' ? 'Copied' : 'Copy'}
        </button>
      </div>
      {css === '' ? (
        <p className="quiet-text">Nothing to copy: this is how it looks when you set nothing.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it
        <pre tabIndex={0} aria-label="CSS of this theme">
          {css}
        </pre>
      )}
      <p className="quiet-text" role="status">
        {refused && 'This browser does not let the page copy. Select the text and copy it by hand.'}
      </p>
    </section>
  )
}
