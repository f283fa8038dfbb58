import { describeDialogBehaviour } from '../../test-support/dialog-behaviour/index.ts'
import { BaseUiModal } from '../../test-support/own-modals.tsx'
import { expectQuietConsole } from '../../test-support/quiet-console.ts'
import { TimeoutDialog } from '../../../examples/base-ui-dialog.tsx'

expectQuietConsole()

describeDialogBehaviour({ Dialog: TimeoutDialog, OwnModal: BaseUiModal })
