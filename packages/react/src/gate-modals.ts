/**
 * Takes the modal dialogs of a tree that is out of reach out of the top layer, where they would make the whole page dead although
 * nobody sees them. The undo shows them again. The app is told nothing: for it they were open all the time.
 */
export function withdrawModals(tree: Element): () => void {
  const dialogs = [...tree.querySelectorAll<HTMLDialogElement>('dialog:modal')]
  for (const dialog of dialogs) {
    // Its `close` event comes in a later task, and is not the app's.
    tree.addEventListener('close', (event) => event.stopImmediatePropagation(), { capture: true, once: true })
    dialog.close()
  }
  return () => {
    for (const dialog of dialogs) if (dialog.isConnected && !dialog.open) dialog.showModal()
  }
}
