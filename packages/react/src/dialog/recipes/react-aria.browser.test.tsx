import { describeDialogBehaviour } from '../../test-support/dialog-behaviour/index.ts'
import { ReactAriaModal } from '../../test-support/own-modals.tsx'
import { expectQuietConsole } from '../../test-support/quiet-console.ts'
import { TimeoutDialog } from '../../../examples/react-aria-dialog.tsx'

expectQuietConsole()

describeDialogBehaviour({ Dialog: TimeoutDialog, OwnModal: ReactAriaModal })
