import { html, renderHtml, type Html } from './html.ts';
import type { InvitePlan } from './plan.ts';
import { MAIL_STYLE } from './preview-style.ts';

/**
 * The body exactly as it goes out, in a frame of its own that may run, open and send nothing. A page without script
 * cannot measure its frame, so its height is estimated; a reader can drag it.
 */
export function mailSection(plan: InvitePlan): Html {
  const parts = plan.parts.map(
    ({ subject, attendees }) => html`<span>Part</span><b>${subject}: ${attendees.length} attendees</b>`,
  );
  return html`<h2>The invite</h2>
    <div class="mail card">
      <header>
        <span>Subject</span><b>${plan.subject}</b> <span>From</span>
        <div>${plan.organizer}</div>
        <span>To</span>
        <div>
          ${plan.hideAttendees ? 'Each attendee sees only themselves' : `All ${plan.attendees.length} attendees, visible to each other`}
        </div>
        ${plan.parts.length > 1 ? parts : undefined}
      </header>
      <div class="paper" style="height:${estimateHeight(plan.bodyHtml)}px">
        <iframe sandbox="" title="Body of the invite" srcdoc="${mailDocument(plan.bodyHtml)}"></iframe>
      </div>
    </div>`;
}

function mailDocument(bodyHtml: string): string {
  const head = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Invite</title>${renderHtml(MAIL_STYLE)}</head>`;
  return `${head}<body>${bodyHtml}</body></html>`;
}

/** In pixels, from 11 pt text in lines of about 110 characters. */
function estimateHeight(bodyHtml: string): number {
  const blocks = bodyHtml.split(/<\/(?:p|h2|h3|h4|li|pre|tr)>/);
  const heights = blocks.map((block) => {
    const lines = block
      .split('<br />')
      .map((line) => Math.max(1, Math.ceil(line.replace(/<[^>]*>/g, '').length / 110)));
    const heading = block.includes('<h2') ? 24 : block.includes('<h3') ? 22 : 6;
    return lines.reduce((sum, line) => sum + line * 21, heading);
  });
  return Math.min(1400, Math.round(heights.reduce((sum, height) => sum + height, 24)));
}
