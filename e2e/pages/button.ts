/** A button that somebody puts into the page. */
export function button(name: string, press: () => unknown): HTMLButtonElement {
  const made = document.createElement('button')
  made.textContent = name
  made.addEventListener('click', () => void press())
  return made
}
