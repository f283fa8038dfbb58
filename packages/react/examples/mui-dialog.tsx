'use client'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type SessionDialogOptions, useSessionCountdownText, useSessionDialog, useSessionDialogPopup } from '@stillhere/react'

const UNSEEN = { position: 'absolute', inlineSize: 1, blockSize: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const

export function TimeoutDialog(options: SessionDialogOptions) {
  const dialog = useSessionDialog(options)
  const { role, 'aria-labelledby': labelledBy, 'aria-describedby': describedBy, ...popup } = useSessionDialogPopup(dialog)
  return (
    <>
      {dialog.open && (
        <Dialog open role={role} aria-labelledby={labelledBy} aria-describedby={describedBy} slotProps={{ paper: popup }}>
          <div {...dialog.announcerProps} style={UNSEEN}>
            {dialog.announcement}
          </div>
          <DialogTitle {...dialog.titleProps} sx={{ color: 'inherit', outline: 'none' }}>
            {dialog.text.title}
          </DialogTitle>
          <DialogContent>
            <DialogContentText {...dialog.descriptionProps}>{dialog.text.description}</DialogContentText>
            {dialog.warning && <Figure />}
            {dialog.text.problem && (
              <Typography role="alert" color="error">
                {dialog.text.problem}
              </Typography>
            )}
          </DialogContent>
          <DialogActions disableSpacing sx={{ flexWrap: 'wrap', gap: 1 }}>
            {dialog.signOutProps && <Button {...dialog.signOutProps}>{dialog.text.signOut}</Button>}
            {dialog.dismissProps && <Button {...dialog.dismissProps}>{dialog.text.dismiss}</Button>}
            {dialog.signInProps && (
              <Button variant="contained" {...dialog.signInProps}>
                {dialog.text.signIn}
              </Button>
            )}
            {dialog.stayProps && (
              <Button variant="contained" {...dialog.stayProps}>
                {dialog.text.stay}
              </Button>
            )}
          </DialogActions>
        </Dialog>
      )}
      <div role="status" style={UNSEEN}>
        {dialog.afterwards}
      </div>
    </>
  )
}

/** Seen, not heard; ticks alone. */
const Figure = () => (
  <Typography component="time" variant="h3" aria-hidden="true" sx={{ display: 'block', mt: 2, fontVariantNumeric: 'tabular-nums' }}>
    {useSessionCountdownText()}
  </Typography>
)
