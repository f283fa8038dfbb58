'use client'

import { type SessionDialogOptions, useSessionCountdownText, useSessionDialog } from '@stillhere/react'
import { buttonVariants } from '@/components/ui/button'

export function TimeoutDialog(options: SessionDialogOptions) {
  const dialog = useSessionDialog(options)
  return (
    <>
      <dialog
        {...dialog.dialogProps}
        className="m-auto max-h-[calc(100dvh-1rem)] w-[calc(100%-2rem)] max-w-md rounded-lg border border-border bg-background p-6 text-foreground shadow-lg backdrop:bg-black/50"
      >
        <div {...dialog.announcerProps} className="sr-only">
          {dialog.announcement}
        </div>
        {dialog.open && (
          <div className="grid gap-4">
            <h2 {...dialog.titleProps} className="text-lg font-semibold outline-none">
              {dialog.text.title}
            </h2>
            <p {...dialog.descriptionProps} className="text-sm text-muted-foreground">
              {dialog.text.description}
            </p>
            {dialog.warning && <Figure />}
            {dialog.text.problem && (
              <p role="alert" className="text-sm text-destructive">
                {dialog.text.problem}
              </p>
            )}
            <div className="flex flex-col gap-2 sm:flex-row sm:flex-wrap">
              {dialog.stayProps && (
                <button {...dialog.stayProps} className={buttonVariants({ className: BUTTON })}>
                  {dialog.text.stay}
                </button>
              )}
              {dialog.signInProps && (
                <button {...dialog.signInProps} className={buttonVariants({ className: BUTTON })}>
                  {dialog.text.signIn}
                </button>
              )}
              {dialog.dismissProps && (
                <button {...dialog.dismissProps} className={buttonVariants({ variant: 'outline', className: BUTTON })}>
                  {dialog.text.dismiss}
                </button>
              )}
              {dialog.signOutProps && (
                <button {...dialog.signOutProps} className={buttonVariants({ variant: 'ghost', className: BUTTON })}>
                  {dialog.text.signOut}
                </button>
              )}
            </div>
          </div>
        )}
      </dialog>
      <div role="status" className="sr-only">
        {dialog.afterwards}
      </div>
    </>
  )
}

/** Room for long words, an edge in forced colours, and a ring wherever the focus was put by script. */
const BUTTON = 'h-auto min-h-11 whitespace-normal focus:outline-2 focus:outline-offset-2 focus:outline-ring aria-disabled:opacity-60'

/** Seen, not heard; ticks alone. */
function Figure() {
  return (
    <time aria-hidden="true" className="text-4xl font-semibold tabular-nums">
      {useSessionCountdownText()}
    </time>
  )
}
