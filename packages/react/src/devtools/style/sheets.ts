import { base } from './base.ts'
import { drawing } from './drawing.ts'
import { frame } from './frame.ts'
import { panes } from './panes.ts'

/** The devtools' styles, made by script and adopted by their own tree: no style element, which `style-src 'self'` would forbid. */
export function sheets(): CSSStyleSheet[] {
  return [base, frame, drawing, panes].map((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    return sheet
  })
}
