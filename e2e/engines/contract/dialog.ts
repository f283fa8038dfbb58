import { expect, it } from 'vitest'
import type { EngineTab } from '../engine.ts'
import { becomes, signIn } from '../standing.ts'
import type { Given } from './describe-contract.ts'

/** The native dialog in the top layer. */
export function aboutDialog(given: () => Given): void {
  it('opens the warning as a modal dialog with the focus in it, and gives the focus back after “Stay signed in”', async () => {
    const { open, server } = given()
    const tab = await open(server.page({ name: 'steady', policy: { inactivity: '12m', warningLead: '6m' } }))
    await signIn(tab)
    await tab.evaluate(() => document.querySelector('main button')?.setAttribute('id', 'before'))
    await tab.evaluate(() => document.getElementById('before')?.focus())
    await becomes(tab, { warned: 'inactive' })
    await expect
      .poll(() => dialog(tab))
      .toEqual({ face: 'still-here', modal: true, role: 'alertdialog', focusInside: true, outsideCanHaveFocus: false })
    await tab.evaluate(() => document.querySelector<HTMLButtonElement>('dialog button[data-primary]')?.click())
    await becomes(tab, { status: 'signed-in', warned: null })
    await expect.poll(() => dialog(tab)).toBeNull()
    await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toBe('before')
  })
}

/** How the open dialog stands; null while none is open. */
async function dialog(tab: EngineTab) {
  return tab.evaluate(() => {
    const open = document.querySelector('dialog[open]')
    if (open === null) return null
    const focusInside = open.contains(document.activeElement)
    const focused = document.activeElement
    document.getElementById('before')?.focus()
    const outsideCanHaveFocus = document.activeElement?.id === 'before'
    if (focused instanceof HTMLElement) focused.focus()
    return {
      face: open.getAttribute('data-face'),
      modal: open.matches(':modal'),
      role: open.getAttribute('role'),
      focusInside,
      outsideCanHaveFocus,
    }
  })
}
