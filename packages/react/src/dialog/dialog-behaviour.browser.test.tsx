import { describeDialogBehaviour } from '../test-support/dialog-behaviour/index.ts'
import { NativeModal } from '../test-support/native-modal.tsx'
import { expectQuietConsole } from '../test-support/quiet-console.ts'
import { SessionExpiringDialog } from './index.ts'
import './dialog.css'

expectQuietConsole()

describeDialogBehaviour({ Dialog: SessionExpiringDialog, OwnModal: NativeModal, native: true })
