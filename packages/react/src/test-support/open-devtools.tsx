import type { Session } from '@stillhere/core'
import { act, render } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { SessionProvider } from '../index.ts'
import { SessionDevtools, SessionDevtoolsPanel } from '../devtools/production.ts'

/** The devtools' own tree: what a person sees of them. */
export interface OpenDevtools {
  readonly host: HTMLElement
  readonly tree: ShadowRoot
  /** The button or tab of this name. */
  button(name: string | RegExp): HTMLButtonElement
  /** Presses it. */
  press(name: string | RegExp): Promise<void>
  /** What is shown, as text. */
  text(): string
  /** The lines of the log from the first to the last, once its pane is shown. */
  lines(): readonly string[]
}

/** The panel in the page, over this session. */
export async function openPanel(session: Session, props: ComponentProps<typeof SessionDevtoolsPanel> = {}): Promise<OpenDevtools> {
  render(
    <SessionProvider session={session}>
      <div style={{ blockSize: 500 }}>
        <SessionDevtoolsPanel {...props} />
      </div>
    </SessionProvider>,
  )
  return find('devtools-panel')
}

/** The button in its corner, over this session and what else is in the page. */
export async function openCorner(
  session: Session,
  props: ComponentProps<typeof SessionDevtools> = {},
  children: ComponentProps<typeof SessionProvider>['children'] = null,
): Promise<OpenDevtools> {
  localStorage.removeItem('stillhere-devtools')
  render(
    <SessionProvider session={session}>
      {children}
      <SessionDevtools {...props} />
    </SessionProvider>,
  )
  return find('devtools')
}

function find(name: string): OpenDevtools {
  const host = document.querySelector<HTMLElement>(`[data-stillhere="${name}"]`)
  const tree = host?.shadowRoot
  if (!host || !tree) throw new Error('There are no devtools in the page.')
  const button = (wanted: string | RegExp) => {
    const found = [...tree.querySelectorAll('button')].find((one) => matches(one.ariaLabel ?? one.textContent.trim(), wanted))
    if (found) return found
    throw new Error(`No button ${wanted} in: ${[...tree.querySelectorAll('button')].map((one) => one.textContent).join(', ')}`)
  }
  return {
    host,
    tree,
    button,
    press: (wanted) => act(async () => button(wanted).click()),
    text: () => tree.textContent,
    lines: () => [...tree.querySelectorAll('.lines > li')].map(lineText).reverse(),
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text)
}

/** Time, cause and effects, with a space in between. */
function lineText(line: Element): string {
  return [...line.querySelectorAll('time, .cause, .effect')].map(({ textContent }) => textContent).join(' ')
}
