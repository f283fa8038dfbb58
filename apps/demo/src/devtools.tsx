import { SessionDevtools } from '@stillhere/react/devtools'
import { lazy, type ReactElement, Suspense } from 'react'

/** With the check of the policy, both fetched only when they are asked for. */
const InABuild = lazy(async () => {
  const [devtools, { checkPolicy }] = await Promise.all([import('@stillhere/react/devtools/production'), import('@stillhere/policies')])
  return { default: () => <devtools.SessionDevtools check={checkPolicy} /> }
})

/** While developing always; in a build, where the first is nothing, when the address says `devtools=on`. */
export function Devtools({ asked }: { readonly asked: boolean }): ReactElement {
  if (!asked) return <SessionDevtools />
  return (
    <Suspense>
      <InABuild />
    </Suspense>
  )
}
