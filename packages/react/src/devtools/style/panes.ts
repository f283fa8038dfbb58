/* Log, tabs, policy and tools. */
export const panes = /* css */ `
.log { display: grid; gap: 0.7em; }
.log .row-of-controls { position: sticky; inset-block-start: -0.9em; z-index: 1; margin: -0.9em -0.9em 0; padding: 0.5em 0.9em; background: var(--surface); border-block-end: 1px solid var(--line); }
.log input[type='search'] { inline-size: 13em; }

.lines > li { display: grid; grid-template-columns: 5.5em minmax(0, 1fr); gap: 0 0.8em; padding: 0.3em 0.6em; border-inline-start: 3px solid transparent; }
.lines > li:nth-child(even) { background: var(--sunken); }
.lines > li[data-tone='fine'] { border-color: var(--accent); }
.lines > li[data-tone='notice'] { border-color: var(--notice); }
.lines > li[data-tone='ended'] { border-color: var(--ended); }
.lines time { color: var(--ink-quiet); }
.cause { display: inline-block; margin-inline-end: 0.9em; color: var(--ink-quiet); }
.effect { display: inline-block; margin-inline-end: 0.6em; }
.effect[data-tone='notice'], .effect[data-tone='ended'] { font-weight: 600; }
.effect[data-tone='ended'] { color: var(--ended); }

.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24em), 1fr)); gap: 1.2em 2.5em; align-items: start; }
.columns > section { display: grid; gap: 0.6em; }
.columns h2:not(:first-child) { margin-block-start: 0.6em; }
.plain { display: grid; gap: 0.3em; }

.findings { display: grid; gap: 0.7em; }
.findings > li { padding: 0.6em 0.9em; border-inline-start: 3px solid var(--line-strong); background: var(--sunken); border-radius: 0 8px 8px 0; max-inline-size: 65ch; }
.findings > li[data-severity='warning'] { border-color: var(--notice); }
.findings > li[data-severity='error'] { border-color: var(--ended); }
.findings .badge { margin-inline-start: 0; }

.tools { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22em), 1fr)); gap: 1.2em 2.5em; align-items: start; }
.tools > section { display: grid; gap: 0.6em; }
.tool-line { display: grid; grid-template-columns: 13em minmax(0, 1fr); gap: 0.2em 0.8em; align-items: start; }
.tool-line:has(select) { grid-template-columns: max-content max-content 1fr; }
.tool-line > .quiet { padding-block: 0.3em; }

@container (max-width: 34em) {
  .log .row-of-controls { inset-block-start: -0.7em; margin: -0.7em -0.7em 0; position: static; }
  .log input[type='search'], .log .field { inline-size: 100%; }
  .lines > li { grid-template-columns: minmax(0, 1fr); }
  .pairs > div, .tool-line { grid-template-columns: minmax(0, 1fr); }
  .tool-line:has(select) { grid-template-columns: max-content 1fr; }
  .tool-line:has(select) > .quiet { grid-column: 1 / -1; }
  .tool-line > button { justify-self: start; }
  .tool-line > .quiet { padding-block: 0; }
}
`
