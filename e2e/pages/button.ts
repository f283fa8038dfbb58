/** A button of a page that tests press. What `press` throws surfaces as an unhandled rejection. */
export function button(name: string, press: () => unknown): HTMLButtonElement {
  const made = document.createElement('button')
  made.textContent = name
  made.addEventListener('click', () => void press())
  return made
}
