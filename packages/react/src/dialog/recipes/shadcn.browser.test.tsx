import { describeDialogBehaviour } from '../../test-support/dialog-behaviour/index.ts'
import { RadixModal } from '../../test-support/own-modals.tsx'
import { expectQuietConsole } from '../../test-support/quiet-console.ts'
import { TimeoutDialog } from '../../../examples/shadcn/timeout-dialog.tsx'
import '../other-libraries.stories.css'

expectQuietConsole()

describeDialogBehaviour({ Dialog: TimeoutDialog, OwnModal: RadixModal, native: true })
