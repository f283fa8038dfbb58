import { type ReactElement, useState } from 'react'
import { useSurroundings } from '../../surroundings.tsx'
import { Radios } from '../radios.tsx'
import { type FileKind, FILES, type Pasted, readPasted } from './files.ts'
import { PolicyTimeline, timelineLanguage } from './policies.ts'

const KINDS = FILES.map(({ kind, name }) => [kind, name] as const)

/** Somebody's own settings in, and out comes when their users are signed out. */
export function PastePage(): ReactElement {
  const { language, dir } = useSurroundings()
  const [kind, setKind] = useState<FileKind>('privx')
  const [texts, setTexts] = useState<Readonly<Partial<Record<FileKind, string>>>>({})
  const [accessTokenLifetime, setAccessTokenLifetime] = useState('5m')
  const [inactivityLimitSeconds, setInactivityLimitSeconds] = useState('3600')
  const [remembered, setRemembered] = useState(false)
  const [behindServer, setBehindServer] = useState(false)
  const chosen = FILES.find((one) => one.kind === kind) ?? FILES[0]
  if (chosen === undefined) throw new Error('There is no kind of file.')
  const text = texts[kind] ?? chosen.example
  const pasted = readPasted(kind, text, { accessTokenLifetime, inactivityLimitSeconds })
  const canRemember = 'policy' in pasted && pasted.policy.remembered !== undefined
  return (
    <main className="page paste-page">
      <header className="page-head">
        <h1>Paste your settings</h1>
        <p className="lead">
          Put in what your system is configured with, and see when it signs people out. Nothing leaves this page: the engine itself plays it
          here, against a server that keeps the same limits.
        </p>
      </header>

      <div className="paste-form">
        <fieldset className="choice">
          <legend className="unseen">Kind of settings</legend>
          <Radios name="kind" options={KINDS} chosen={kind} onChoose={setKind} />
        </fieldset>
        {chosen.file === null ? (
          <p className="quiet-text">There is nothing to set: the lifetimes of its tokens are its own.</p>
        ) : (
          <label className="paste-field">
            <span>{chosen.file}</span>
            <textarea
              value={text}
              rows={text.split('\n').length + 1}
              spellCheck={false}
              autoCapitalize="off"
              dir="ltr"
              aria-invalid={'refused' in pasted}
              aria-describedby="paste-refused"
              onChange={({ currentTarget }) => setTexts({ ...texts, [kind]: currentTarget.value })}
            />
          </label>
        )}
        {kind === 'privx' && (
          <div className="paste-figures">
            <label className="paste-field">
              <span>Life of an access token, which stands in no file</span>
              <input value={accessTokenLifetime} onChange={({ currentTarget }) => setAccessTokenLifetime(currentTarget.value)} />
            </label>
            <label className="paste-field">
              <span>Session Inactivity Limit in seconds, if one is set</span>
              <input
                value={inactivityLimitSeconds}
                inputMode="numeric"
                onChange={({ currentTarget }) => setInactivityLimitSeconds(currentTarget.value.trim())}
              />
            </label>
            <label className="paste-check">
              <input type="checkbox" checked={behindServer} onChange={({ currentTarget }) => setBehindServer(currentTarget.checked)} /> A
              server of yours holds the tokens, not the tabs
            </label>
          </div>
        )}
        {canRemember && (
          <label className="paste-check">
            <input type="checkbox" checked={remembered} onChange={({ currentTarget }) => setRemembered(currentTarget.checked)} /> Signed in
            with “remember me”
          </label>
        )}
        <Refused pasted={pasted} />
      </div>

      {'policy' in pasted && (
        <section className="panel" dir={dir} aria-label="What becomes of it">
          <PolicyTimeline
            policy={pasted.policy}
            remembered={canRemember && remembered}
            tokensIn={kind === 'privx' && !behindServer ? 'tabs' : 'server'}
            headingLevel={2}
            {...timelineLanguage(language.tag)}
          />
        </section>
      )}
    </main>
  )
}

/** There from the beginning, so that what comes into it is spoken. */
function Refused({ pasted }: { readonly pasted: Pasted }): ReactElement {
  return (
    <p id="paste-refused" className="paste-refused" role="status">
      {'refused' in pasted && (
        <>
          <strong>This cannot be read</strong>
          <span>{pasted.refused}</span>
          <span className="quiet-text">
            The page of this error is <code>docs/errors/{pasted.page}.md</code>.
          </span>
        </>
      )}
    </p>
  )
}
