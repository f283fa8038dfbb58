/* Where the devtools stand: the button in its corner, the panel at its edge, the panel in a place of the app's. */
export const frame = /* css */ `
:host([data-stillhere='devtools']) {
  position: fixed !important;
  z-index: 2147483647 !important;
  inset: auto !important;
  overflow: visible !important;
  margin: 0 !important;
  border: 0 !important;
  padding: 0 !important;
  background: none !important;
  /* Around the button the page can be pressed. */
  pointer-events: none !important;
}
.corner, .dock { pointer-events: auto; }

@media print {
  :host([data-stillhere='devtools']) { display: none !important; }
}

:host([data-corner^='bottom']) { inset-block-end: 0 !important; }
:host([data-corner^='top']) { inset-block-start: 0 !important; }
:host([data-corner$='end']) { inset-inline-end: 0 !important; }
:host([data-corner$='start']) { inset-inline-start: 0 !important; }
:host([data-open='true']) { inset-inline: 0 !important; inline-size: auto !important; max-inline-size: none !important; }

:host([data-stillhere='devtools-panel']) { block-size: 100% !important; min-block-size: 16em !important; }
:host([data-stillhere='devtools-panel']) .place { block-size: 100%; min-block-size: inherit; }

.corner {
  display: grid;
  place-items: center;
  inline-size: 44px;
  block-size: 44px;
  margin: 16px;
  padding: 0;
  border: 1px solid var(--line-strong);
  border-radius: 50%;
  background: var(--surface);
  box-shadow: 0 2px 12px light-dark(oklch(0.2 0.03 255 / 0.2), oklch(0 0 0 / 0.6));
}

.sign { inline-size: 24px; block-size: 24px; flex: none; color: var(--ink-quiet); }
.sign-ring { fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; }
.sign-dot { fill: currentColor; }
[data-tone='fine'] > .sign { color: var(--accent); }
[data-tone='notice'] > .sign { color: var(--notice-ink); }
[data-tone='notice'] > .sign .sign-ring { stroke-dasharray: 45 55; }
[data-tone='ended'] > .sign { color: var(--ended); }
[data-tone='ended'] > .sign .sign-dot { fill: none; stroke: currentColor; stroke-width: 2; }

.dock {
  position: relative;
  display: grid;
  max-block-size: calc(100vh - 16px);
  max-block-size: calc(100dvh - 16px);
  border-block: 1px solid var(--line-strong);
  background: var(--surface);
  box-shadow: var(--shadow);
}

.handle {
  position: absolute;
  z-index: 2;
  inset-inline: 0;
  block-size: 10px;
  inset-block-start: -5px;
  cursor: ns-resize;
  touch-action: none;
}
:host([data-corner^='top']) .handle { inset-block: auto -5px; }
.handle:hover, .handle:focus-visible { background: linear-gradient(transparent 3px, var(--focus) 3px 7px, transparent 7px); outline: none; }

.panel {
  display: grid;
  grid-template-rows: auto minmax(0, 1fr);
  min-inline-size: 0;
  min-block-size: 0;
  block-size: 100%;
  background: var(--surface);
  container-type: inline-size;
}
:host([data-stillhere='devtools-panel']) .panel { min-block-size: inherit; }

.head {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.25em 0.9em;
  padding: 0.4em 0.9em;
  border-block-end: 1px solid var(--line);
  background: var(--sunken);
}
.brand { display: inline-flex; align-items: center; gap: 0.4em; font-weight: 600; }
.brand .sign { inline-size: 18px; block-size: 18px; }
.status { flex: 1 1 12em; min-inline-size: 0; }
.status[data-tone='notice'] { color: var(--notice-ink); font-weight: 600; }
.status[data-tone='ended'] { color: var(--ended); font-weight: 600; }
.head-end { display: flex; align-items: center; gap: 0.5em; margin-inline-start: auto; }
.said { color: var(--ink-quiet); }
.icon { display: grid; place-items: center; inline-size: 2.15em; padding: 0; }
.icon svg { inline-size: 16px; block-size: 16px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; }

.tabs { display: flex; gap: 0.15em; }
.tabs [role='tab'] { border-color: transparent; background: none; }
.tabs [role='tab']:hover { background: var(--surface); }
.tabs [role='tab'][aria-selected='true'] { border-color: var(--line-strong); background: var(--surface); font-weight: 600; }

.body { overflow: auto; padding: 0.9em; min-block-size: 0; overscroll-behavior: contain; scrollbar-gutter: stable; }

.report { position: absolute; z-index: 3; inset-block-start: 3em; inset-inline-end: 0.9em; display: grid; gap: 0.5em; inline-size: min(40em, calc(100% - 1.8em)); padding: 0.9em; border: 1px solid var(--line-strong); border-radius: 12px; background: var(--raised); }
.report label { display: grid; gap: 0.4em; }
.report textarea { inline-size: 100%; font-family: var(--code); font-size: 0.85em; }
.panel { position: relative; }

@container (max-width: 34em) {
  .head { gap: 0.3em 0.5em; padding-inline: 0.6em; }
  .status { order: 5; flex-basis: 100%; }
  .tabs { order: 4; flex: 1 1 100%; overflow-x: auto; }
  .tabs [role='tab'] { padding-inline: 0.55em; flex: 1 0 auto; }
  .body { padding: 0.7em; }
}
`
