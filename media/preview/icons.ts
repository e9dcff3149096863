import { svg, type SVGTemplateResult } from 'lit-html';

/** Line icons on a 16 px grid. Always beside a text that says the same, hence hidden from screen readers. */
const PATHS = {
  waiting: svg`<circle cx="8" cy="8" r="5.5" />`,
  asking: svg`<path d="M13.5 8a5.5 5.5 0 1 1-1.9-4.2" /><path d="M13.6 1.8v2.6H11" />`,
  answered: svg`<circle cx="8" cy="8" r="6" /><path d="m5.4 8.2 1.8 1.8 3.4-3.8" />`,
  failed: svg`<circle cx="8" cy="8" r="6" /><path d="m6 6 4 4m0-4-4 4" />`,
  cancelled: svg`<circle cx="8" cy="8" r="6" /><path d="m4 12 8-8" />`,
  file: svg`<path d="M4 1.8h5.2L12.5 5v9.2H4z" /><path d="M9 1.8V5.2h3.4" />`,
  info: svg`<circle cx="8" cy="8" r="6" /><path d="M8 7.2v3.6M8 5v.4" />`,
  success: svg`<circle cx="8" cy="8" r="6" /><path d="m5.4 8.2 1.8 1.8 3.4-3.8" />`,
  warning: svg`<path d="M8 2.2 14.2 13.4H1.8z" /><path d="M8 6.4v3.4M8 11.4v.4" />`,
  error: svg`<circle cx="8" cy="8" r="6" /><path d="m6 6 4 4m0-4-4 4" />`,
  chevron: svg`<path d="m6 4 4 4-4 4" />`,
} as const;

/** The names there are icons for. */
export type IconName = keyof typeof PATHS;

/** One icon, in the colour of its class. */
export function icon(name: IconName): SVGTemplateResult {
  return svg`<svg class="icon icon-${name}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
