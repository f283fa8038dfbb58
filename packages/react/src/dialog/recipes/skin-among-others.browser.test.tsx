import { describe } from 'vitest'
import { describeStacking } from '../../test-support/dialog-behaviour/stacking.tsx'
import { BaseUiModal, MuiModal, RadixModal, ReactAriaModal } from '../../test-support/own-modals.tsx'
import { expectQuietConsole } from '../../test-support/quiet-console.ts'
import { SessionExpiringDialog } from '../index.ts'
import '../dialog.css'

expectQuietConsole()

describe.each([
  ['Radix', RadixModal],
  ['Base UI', BaseUiModal],
  ['React Aria', ReactAriaModal],
  ['MUI', MuiModal],
])('in an app with %s', (_, OwnModal) => {
  describeStacking({ Dialog: SessionExpiringDialog, OwnModal, native: true })
})
