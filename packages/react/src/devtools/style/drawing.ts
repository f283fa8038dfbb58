/* The axis, and what stands beside and below it. */
export const drawing = /* css */ `
.life { display: grid; grid-template-columns: minmax(0, 1fr) minmax(15em, 20em); gap: 1em 1.6em; align-items: start; }
.life-main { display: grid; gap: 0.8em; min-inline-size: 0; }
.life-side { display: grid; gap: 1.1em; }

.axis { display: grid; }
.lane { display: grid; grid-template-columns: 10em minmax(0, 1fr); align-items: center; }
.lane-name { color: var(--ink-quiet); padding-inline-end: 0.8em; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.lane[data-binds='true'] .lane-name { color: var(--ink); font-weight: 600; }
.lane-drawing { display: block; inline-size: 100%; overflow: visible; }

.tick { fill: var(--ink-quiet); font-size: 0.8em; font-variant-numeric: tabular-nums; }
.tick[data-now='true'] { fill: var(--ink); font-weight: 600; }
.grid { stroke: var(--line); }
.now { stroke: var(--ink); stroke-width: 1.5; }

.band[data-look='signed-in'] { fill: var(--accent); }
.band[data-look='warning'] { fill: var(--notice); }
.band[data-look='covered'] { fill: var(--ink-quiet); opacity: 0.75; }
.band[data-look='restoring'] { fill: var(--line); }
.band[data-look='signed-out'] { fill: none; stroke: var(--line-strong); stroke-dasharray: 3 3; }
.band[data-look='ended'] { fill: none; stroke: var(--ended); stroke-dasharray: 3 3; }

.presence { fill: var(--line-strong); opacity: 0.8; }
.presence[data-look='elsewhere'] { fill: none; stroke: var(--line-strong); }

.limit[data-look='waits'] { fill: var(--line); }
.limit[data-look='binds'] { fill: var(--accent-soft); stroke: var(--accent); }
.limit[data-look='warning'] { fill: var(--notice); opacity: 0.85; }
.limit-end { stroke: var(--ink-quiet); stroke-width: 2; }
.lane[data-binds='true'] .limit-end { stroke: var(--ended); stroke-width: 3; }

.mark { fill: var(--accent); overflow: visible; }
.mark[data-kind='renewed-elsewhere'] { fill: var(--surface); stroke: var(--accent); stroke-width: 2; }
.mark[data-kind='to-come'] { fill: var(--surface); stroke: var(--accent); stroke-width: 2; stroke-dasharray: 2 2; }
.mark[data-kind='failed'] { fill: none; stroke: var(--notice-ink); stroke-width: 2.25; stroke-linecap: round; }
.mark[data-kind='end'] { stroke: var(--ended); stroke-width: 3; }
.mark[data-kind='sign-in'] { stroke: var(--ink); stroke-width: 2; }

.legend { display: flex; flex-wrap: wrap; gap: 0.1em 1.1em; color: var(--ink-quiet); font-size: 0.9em; }
.legend li { display: inline-flex; align-items: center; gap: 0.35em; }

.binding { padding: 0.9em 1.1em; border: 1px solid var(--line); border-radius: 12px; background: var(--raised); }
.binding .figure { font-size: 2.2em; line-height: 1.25; letter-spacing: -0.01em; }
.reasons { display: grid; gap: 0.35em; margin-block-start: 0.6em; max-inline-size: 60ch; }

.ahead { display: grid; gap: 0.15em; margin-block-start: 0.35em; }
.ahead li { display: grid; grid-template-columns: 7.4em 1fr auto; gap: 0 0.5em; padding-block: 0.15em; border-block-end: 1px solid var(--line); }
.ahead-in { font-variant-numeric: tabular-nums; white-space: nowrap; }
.ahead li[data-kind='end'] { font-weight: 600; }
.ahead li .quiet { font-weight: 400; font-variant-numeric: tabular-nums; }

.deadlines { inline-size: 100%; border-collapse: collapse; font-size: 0.95em; }
.deadlines th, .deadlines td { padding: 0.35em 1em 0.35em 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
.deadlines th { white-space: nowrap; font-weight: 600; }
.deadlines thead th { color: var(--ink-quiet); font-weight: 400; }
.deadlines tbody tr:last-child > * { border: 0; }

@container (max-width: 52em) {
  .life { grid-template-columns: minmax(0, 1fr); }
  .life-side { grid-template-columns: repeat(auto-fit, minmax(min(100%, 16em), 1fr)); order: -1; align-items: start; }
}
@container (max-width: 46em) {
  .deadlines, .deadlines tbody, .deadlines tr, .deadlines th, .deadlines td { display: block; }
  .deadlines thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .deadlines tr { padding-block: 0.5em; border-block-end: 1px solid var(--line); }
  .deadlines th, .deadlines td { padding: 0.1em 0; border: 0; }
  .deadlines td::before { content: attr(data-label); display: inline-block; inline-size: 8em; color: var(--ink-quiet); }
  .tick[data-wide-only='true'] { display: none; }
}
@container (max-width: 34em) {
  .lane { grid-template-columns: minmax(0, 1fr); }
  .lane-name:empty { display: none; }
  .lane-name { font-size: 0.85em; line-height: 1.2; margin-block-start: 0.3em; }
}
@media (forced-colors: active) {
  .band, .presence, .limit { stroke: CanvasText; }
}
`
