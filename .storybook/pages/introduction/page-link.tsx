import type { ReactElement } from 'react'

interface PageLinkProps {
  readonly to: string
  /** As Storybook writes them: `name:value`. */
  readonly args?: string
  readonly children: string
}

/** Leads to another page of this Storybook, wherever it is served. */
export function PageLink({ to, args, children }: PageLinkProps): ReactElement {
  return (
    <a href={`./?path=/story/${to}${args === undefined ? '' : `&args=${args}`}`} target="_top">
      {children}
    </a>
  )
}
