import type { BrowserContext } from '@playwright/test'

/** Reads what a person could read on the page now, of the texts that nobody else may. */
export type VisibleTexts = () => readonly string[]

/** Gives every page of the context a {@link VisibleTexts} as `stillhereVisibleTexts`, for the probes that run there. */
export async function installVisibleTexts(context: BrowserContext, texts: readonly string[]): Promise<void> {
  await context.addInitScript(provideVisibleTexts, texts)
}

/** The same from inside a page. */
export function provideVisibleTexts(texts: readonly string[]): void {
  const visibleTexts: VisibleTexts = () => {
    const visible: string[] = []
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT)
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (!(node instanceof HTMLElement) || !node.checkVisibility({ visibilityProperty: true })) continue
      const own = [...node.childNodes].filter((child) => child instanceof Text).map(({ data }) => data)
      visible.push(...own, ...(node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement ? [node.value] : []))
    }
    return texts.filter((text) => visible.some((one) => one.includes(text)))
  }
  Reflect.set(globalThis, 'stillhereVisibleTexts', visibleTexts)
}
