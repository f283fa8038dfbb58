/* Colours, type and what every control has in common. `!important` on the host keeps the page's own rules for its element out. */
export const base = /* css */ `
:host {
  all: initial !important;
  display: block !important;
  color-scheme: light dark !important;
  font: 400 medium/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif !important;
  color: var(--ink) !important;

  --surface: light-dark(oklch(0.995 0.003 85), oklch(0.235 0.013 255));
  --sunken: light-dark(oklch(0.965 0.005 85), oklch(0.2 0.012 255));
  --raised: light-dark(oklch(1 0 0), oklch(0.285 0.014 255));
  --ink: light-dark(oklch(0.25 0.018 255), oklch(0.955 0.006 85));
  --ink-quiet: light-dark(oklch(0.45 0.018 255), oklch(0.78 0.012 255));
  --line: light-dark(oklch(0.88 0.008 255), oklch(0.36 0.014 255));
  --line-strong: light-dark(oklch(0.6 0.014 255), oklch(0.6 0.014 255));
  --accent: light-dark(oklch(0.43 0.078 210), oklch(0.82 0.085 205));
  --accent-soft: light-dark(oklch(0.93 0.03 205), oklch(0.34 0.04 210));
  --accent-ink: light-dark(oklch(0.99 0.004 85), oklch(0.2 0.03 220));
  --notice: light-dark(oklch(0.62 0.14 62), oklch(0.82 0.13 78));
  --notice-ink: light-dark(oklch(0.42 0.1 60), oklch(0.86 0.11 80));
  --notice-soft: light-dark(oklch(0.955 0.045 85), oklch(0.33 0.05 75));
  --ended: light-dark(oklch(0.5 0.135 32), oklch(0.75 0.12 32));
  --ended-soft: light-dark(oklch(0.95 0.025 32), oklch(0.33 0.05 32));
  --focus: light-dark(oklch(0.5 0.17 255), oklch(0.8 0.11 250));
  --shadow: 0 -2px 24px light-dark(oklch(0.2 0.03 255 / 0.14), oklch(0 0 0 / 0.5));
  --code: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}

:host([data-theme='light']) { color-scheme: light !important; }
:host([data-theme='dark']) { color-scheme: dark !important; }
:host([data-theme='page']) { color-scheme: inherit !important; }

*, *::before, *::after { box-sizing: border-box; }

.place { font-size: 0.875em; direction: ltr; text-align: start; }

h2 { margin: 0; font-size: 1em; font-weight: 600; }
p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code { font-family: var(--code); font-size: 0.925em; overflow-wrap: anywhere; }
.quiet { color: var(--ink-quiet); }
.number, .figure { font-variant-numeric: tabular-nums; }

.unseen {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

button, select, input, textarea { font: inherit; color: inherit; }

button, select, input[type='search'] {
  min-block-size: 2.15em;
  padding: 0.25em 0.75em;
  border: 1px solid var(--line-strong);
  border-radius: 8px;
  background: var(--raised);
}

button { cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--ink-quiet); background: var(--sunken); }
button:disabled { color: var(--ink-quiet); border-color: var(--line); background: none; cursor: default; }
button[aria-pressed='true'] { border-color: var(--notice); background: var(--notice-soft); }

:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.body:focus-visible, .panel:focus-visible { outline-offset: -2px; }

.badge {
  display: inline-block;
  margin-inline-start: 0.5em;
  padding: 0 0.5em;
  border-radius: 1em;
  background: var(--accent-soft);
  font-size: 0.875em;
  font-weight: 600;
}

.note { padding: 0.6em 0.9em; border-radius: 8px; background: var(--notice-soft); }

.row-of-controls { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5em 1em; }
.row-of-controls > h2 { flex: 1 1 auto; }
.buttons { display: flex; gap: 0.5em; }

.choice { display: flex; flex-wrap: wrap; gap: 0.15em 0.25em; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
.choice label { display: inline-flex; align-items: center; gap: 0.35em; min-block-size: 1.9em; padding: 0 0.5em; border-radius: 8px; cursor: pointer; }
.choice label:hover { background: var(--sunken); }
.choice input { margin: 0; accent-color: var(--accent); }

.pairs { display: grid; gap: 0.3em; }
.pairs > div { display: grid; grid-template-columns: minmax(8em, 13em) 1fr; gap: 0.2em 1em; }
.pairs dt { color: var(--ink-quiet); }

@media (prefers-contrast: more) {
  :host { --ink-quiet: var(--ink); --line: var(--ink); --line-strong: var(--ink); }
}

@media (forced-colors: active) {
  button[aria-pressed='true'], [role='tab'][aria-selected='true'] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
`
