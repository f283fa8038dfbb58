import { createWorld } from '@stillhere/react/testing'
import { cleanup } from '@testing-library/react'
import { Activity } from 'react'
import { afterEach, expect, it } from 'vitest'
import { draftPage, Note, TEXT } from '../test-support/draft-page.tsx'

afterEach(cleanup)

it('a form in a hidden <Activity> still has its text, which is kept as any other', async () => {
  const world = createWorld({ user: { sub: 'ada' } })
  const tab = world.tab()
  await world.advance('1s')
  const within = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <Note />
    </Activity>
  )
  const page = draftPage(tab, { ui: within('visible') })
  page.type(TEXT)
  await world.advance('1s')
  await page.kept(1)
  page.show(within('hidden'))
  await world.advance('1s')
  expect(page.storage.drafts()).toHaveLength(1)
  await world.server.end()
  await page.kept(1)
  expect(page.dialogText()).toContain('What you were working on has been saved.')
  await world.dispose()
})
