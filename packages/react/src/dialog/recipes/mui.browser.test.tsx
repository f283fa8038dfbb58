import { describeDialogBehaviour } from '../../test-support/dialog-behaviour/index.ts'
import { MuiModal } from '../../test-support/own-modals.tsx'
import { expectQuietConsole } from '../../test-support/quiet-console.ts'
import { TimeoutDialog } from '../../../examples/mui-dialog.tsx'

expectQuietConsole()

describeDialogBehaviour({ Dialog: TimeoutDialog, OwnModal: MuiModal })
