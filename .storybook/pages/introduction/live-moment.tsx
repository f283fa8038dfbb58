import { type ReactElement, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { CaseApp } from '../frame/case-app.tsx'
import { Frame } from '../frame/frame.tsx'
import { keepFocus } from '../frame/keep-focus.ts'
import type { Life } from '../playground/life.ts'
import { type Moment, reachMoment } from './moments.ts'
import { PageLink } from './page-link.tsx'

/** A moment as it happens, second by second while it can be seen; once it is over it can be begun anew. */
export function LiveMoment({ moment }: { readonly moment: Moment }): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const [life, setLife] = useState<Life | null>(null)
  const [seen, setSeen] = useState(false)

  useEffect(() => {
    if (place.current === null) return
    const observer = new IntersectionObserver((entries) => setSeen(entries.some(({ isIntersecting }) => isIntersecting)))
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!seen || life !== null) return
    let wanted = true
    void reachMoment(moment).then((reached) => wanted && setLife(reached))
    return () => {
      wanted = false
    }
  }, [seen, life, moment])

  useEffect(() => {
    if (!seen || life === null) return
    const turn = setInterval(() => void keepFocus(() => life.advance(1000)), 1000)
    return () => clearInterval(turn)
  }, [seen, life])

  return (
    <div ref={place} className="live">
      {life === null ? <div className="live-page" /> : <LivePage moment={moment} life={life} onAgain={() => setLife(null)} />}
    </div>
  )
}

interface LivePageProps {
  readonly moment: Moment
  readonly life: Life
  readonly onAgain: () => void
}

function LivePage({ moment, life, onAgain }: LivePageProps): ReactElement {
  const { run, elapsedMs } = useSyncExternalStore(life.subscribe, life.getSnapshot)
  const [open] = run.tabs
  return (
    <>
      <Frame title={`${moment.name}: how it looks`} className="live-page" quiet>
        {open !== undefined && <CaseApp key={`${run.id} ${open.page}`} session={open.session} unsavedWork="saved" />}
      </Frame>
      <p className="live-foot">
        <PageLink to="playground--page" args={`moment:${moment.id}`}>
          Play on from here
        </PageLink>
        <button type="button" className="quiet" disabled={elapsedMs < moment.atMs + 1000} onClick={onAgain}>
          Once more
        </button>
      </p>
    </>
  )
}
