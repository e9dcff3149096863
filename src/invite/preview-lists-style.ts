import { html } from './html.ts';

/** The look of the preview page's lists, tables and waterfall; uses the colours that the page's own style names. */
export const LISTS_STYLE = html`<style>
  .failed {
    display: grid;
    gap: 10px;
  }
  .failed li {
    padding: 14px 20px;
    border-left: 4px solid var(--bad);
  }
  .failed .who {
    display: flex;
    gap: 10px;
    align-items: center;
    flex-wrap: wrap;
    font-weight: 600;
  }
  .failed p {
    margin-top: 3px;
  }
  .customers {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(300px, 1fr));
    gap: 12px;
    align-items: start;
  }
  details {
    overflow: hidden;
  }
  summary {
    cursor: pointer;
  }
  summary,
  .nobody {
    padding: 11px 16px;
    display: flex;
    align-items: center;
    gap: 10px;
    list-style: none;
  }
  .nobody {
    padding-left: 32px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    width: 6px;
    height: 6px;
    border: solid var(--muted);
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
    flex: none;
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
  .name {
    font-weight: 600;
    flex: 1;
    min-width: 0;
  }
  .name span {
    display: block;
    font-weight: 400;
    font-size: 13px;
    color: var(--muted);
  }
  .addresses {
    border-top: 1px solid var(--line);
    padding: 8px 16px 10px;
    font-size: 14px;
    max-height: 420px;
    overflow: auto;
  }
  .addresses li {
    padding: 2px 0;
  }
  .addresses small {
    display: block;
    color: var(--muted);
    font-size: 12px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  th {
    text-align: left;
    font-size: 12px;
    font-weight: 600;
    color: var(--muted);
    padding: 10px 20px 6px;
  }
  td {
    padding: 7px 20px;
    border-top: 1px solid var(--line);
    vertical-align: top;
  }
  .long {
    max-height: 560px;
    overflow: auto;
  }
  .saved {
    display: flex;
    gap: 36px;
    padding: 18px 20px 4px;
    flex-wrap: wrap;
  }
  .saved b {
    display: block;
    font-size: 25px;
    line-height: 1.2;
    font-weight: 650;
    letter-spacing: -0.02em;
  }
  .saved b.now {
    color: var(--good);
  }
  .waterfall {
    padding: 8px 20px 18px;
  }
  .bar {
    display: grid;
    grid-template-columns: minmax(110px, 220px) 1fr 136px;
    gap: 14px;
    align-items: center;
    padding: 3px 0;
    font-size: 13px;
  }
  .bar .label {
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .track {
    position: relative;
    height: 14px;
    border-radius: 4px;
    background:
      linear-gradient(90deg, var(--line) 1px, transparent 1px) 0 0/25% 100%,
      var(--sunk);
  }
  .track i {
    position: absolute;
    top: 0;
    bottom: 0;
    border-radius: 4px;
    background: var(--ok);
    min-width: 3px;
  }
  .bar.failed-bar .track i {
    background: var(--bad);
  }
  .bar.cancelled-bar .track i {
    background: var(--muted);
  }
  .bar.slowest .label,
  .bar.slowest .took {
    font-weight: 650;
  }
  .bar.slowest .track i {
    box-shadow:
      0 0 0 2px var(--card),
      0 0 0 3.5px var(--warn);
  }
  .took {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .sentence {
    padding: 0 20px 16px;
  }
  .axis {
    display: grid;
    grid-template-columns: minmax(110px, 220px) 1fr 136px;
    gap: 14px;
    font-size: 12px;
    color: var(--muted);
    padding-top: 6px;
  }
  .axis div {
    display: flex;
    justify-content: space-between;
  }
</style>`;
