import { html } from './html.ts';

/** The preview page's look: system fonts, light and dark by the reader's own setting, prints on white. */
export const PREVIEW_STYLE = html`<style>
  :root {
    color-scheme: light dark;
    --page: #f3f4f7;
    --card: #fff;
    --sunk: #f6f7f9;
    --line: #e1e4ea;
    --text: #1b1f27;
    --muted: #5c6575;
    --accent: #2456d6;
    --accent-soft: #e6edfd;
    --ok: #3a6fe8;
    --bad: #c4322b;
    --bad-soft: #fdecea;
    --warn: #9a6400;
    --warn-soft: #fdf3dc;
    --good: #1a7f4b;
    --good-soft: #e3f5ea;
    --shadow: 0 1px 2px #141a2a0f, 0 4px 16px #141a2a0d;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --page: #14161b;
      --card: #1d2027;
      --sunk: #242831;
      --line: #333845;
      --text: #e8eaf0;
      --muted: #a0a8b8;
      --accent: #8fb0ff;
      --accent-soft: #24304f;
      --ok: #6c95f5;
      --bad: #ff8a80;
      --bad-soft: #44211f;
      --warn: #f2c464;
      --warn-soft: #3b3019;
      --good: #6fd39b;
      --good-soft: #18372a;
      --shadow: 0 1px 2px #0006;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    background: var(--page);
    color: var(--text);
    font:
      15px/1.5 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      sans-serif;
    overflow-wrap: anywhere;
  }
  main {
    max-width: 1000px;
    margin: 0 auto;
    padding: 36px 24px 56px;
  }
  h1 {
    margin: 6px 0 0;
    font-size: 27px;
    line-height: 1.25;
    letter-spacing: -0.015em;
    font-weight: 650;
    text-wrap: balance;
  }
  h2 {
    margin: 40px 0 12px;
    font-size: 17px;
    letter-spacing: -0.005em;
    font-weight: 650;
    display: flex;
    align-items: baseline;
    gap: 10px;
    flex-wrap: wrap;
  }
  h2 small {
    font-size: 14px;
    font-weight: 400;
    color: var(--muted);
    letter-spacing: 0;
  }
  p {
    margin: 0;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  code {
    font:
      13px/1.5 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      'DejaVu Sans Mono',
      monospace;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 12px;
    box-shadow: var(--shadow);
  }
  .muted {
    color: var(--muted);
  }
  .eyebrow {
    display: flex;
    gap: 8px;
    align-items: center;
    flex-wrap: wrap;
    color: var(--muted);
    font-size: 13px;
  }
  .badge {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 99px;
    font-size: 12px;
    font-weight: 600;
    background: var(--accent-soft);
    color: var(--accent);
    white-space: nowrap;
  }
  .badge.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .badge.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .badge.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .badge.plain {
    background: var(--sunk);
    color: var(--muted);
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(250px, 1fr));
    margin: 22px 0 0;
    overflow: hidden;
  }
  .facts > div {
    padding: 14px 20px;
    box-shadow: 0 0 0 0.5px var(--line);
  }
  .facts dt {
    font-size: 12px;
    color: var(--muted);
    font-weight: 600;
    margin-bottom: 2px;
  }
  .facts dd {
    margin: 0;
    font-weight: 550;
  }
  .facts dd + dd {
    font-weight: 400;
    font-size: 13px;
    color: var(--muted);
  }
  .notices {
    display: grid;
    gap: 8px;
    margin-top: 16px;
  }
  .notice {
    padding: 10px 16px 10px 14px;
    border-radius: 10px;
    border-left: 4px solid var(--warn);
    background: var(--warn-soft);
  }
  .notice.error {
    border-color: var(--bad);
    background: var(--bad-soft);
  }
  .notice b {
    font-weight: 650;
  }
  .notice .muted {
    font-size: 13px;
  }
  .mail {
    overflow: hidden;
  }
  .mail header {
    padding: 14px 20px;
    border-bottom: 1px solid var(--line);
    background: var(--sunk);
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 2px 14px;
    font-size: 14px;
  }
  .mail header span {
    color: var(--muted);
  }
  .mail header b {
    font-weight: 600;
  }
  .mail .paper {
    background: #fff;
    resize: vertical;
    overflow: hidden;
    min-height: 160px;
    max-height: 1400px;
  }
  iframe {
    display: block;
    width: 100%;
    height: 100%;
    border: 0;
    background: #fff;
  }
  footer {
    margin-top: 44px;
    padding-top: 16px;
    border-top: 1px solid var(--line);
    font-size: 13px;
    color: var(--muted);
    display: grid;
    gap: 4px;
  }
  footer code {
    color: var(--text);
  }
  .empty {
    padding: 16px 20px;
    color: var(--muted);
  }
  @media (max-width: 640px) {
    main {
      padding: 20px 14px 40px;
    }
    .bar,
    .axis {
      grid-template-columns: 90px 1fr 66px;
      gap: 8px;
    }
    .bar .badge {
      display: none;
    }
  }
  @media print {
    body {
      background: #fff;
    }
    .card {
      box-shadow: none;
      break-inside: avoid;
    }
    main {
      max-width: none;
      padding: 0;
    }
  }
</style>`;

/** Mail programs show an invite on white, whatever the reader's theme; so does the frame around its body. */
export const MAIL_STYLE = html`<style>
  html {
    color-scheme: light;
  }
  body {
    margin: 0;
    padding: 22px 24px;
    background: #fff;
    color: #1f1f1f;
    font:
      11pt/1.4 'Segoe UI',
      Arial,
      sans-serif;
    overflow-wrap: anywhere;
  }
  a {
    color: #0b5cad;
    pointer-events: none;
  }
</style>`;
