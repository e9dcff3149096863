import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  createCalendar,
  graphTokenFromEnvironment,
  resolveGraphBaseUrl,
  sendPlan,
} from '../../src/calendar/index.ts';
import { planInvite, renderPreviewPage, type InvitePlan } from '../../src/invite/index.ts';
import type { Meeting } from '../../src/metadata/index.ts';
import { realClock } from '../../src/recipients/index.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { mailPage } from '../../src/ui/preview/mail-page.ts';
import { MARKUP_ATTACKS } from '../fixtures/markup-attacks.ts';
import { parseMarkup } from './parsed-markup.ts';
import { makeConfig, makeInput, makeMeeting, makeResult } from './sample.ts';

const ATTACKS = Object.entries(MARKUP_ATTACKS);
const KINDS = ['change', 'announcement'] as const;
const FUTURE = Date.UTC(2040, 0, 1, 15);

/** A meeting with a text in every field that a file can put one into. */
function everywhere(text: string, kind: Meeting['kind']): Meeting {
  const time = (hour: number) => ({
    dateTime: `2040-01-01T${hour}:00:00`,
    timeZone: 'UTC',
    epochMs: FUTURE + (hour - 15) * 3_600_000,
  });
  return makeMeeting({
    kind,
    objectId: `${kind} ${text}`,
    title: text,
    subject: text,
    location: text,
    customerCodes: ['a'],
    start: time(15),
    end: time(16),
    details: {
      reason: text,
      implementationPlan: `before\n\n${text}\n\nafter`,
      testPlan: text,
      customerImpact: text,
      rollbackPlan: text,
      serviceNow: text,
      jira: text,
    },
    ...(kind === 'change' ? {} : { announcement: { type: text, content: text, attachments: [] } }),
  });
}

/** Its plan, with a hostile customer name as well. */
function planOf(text: string, kind: Meeting['kind']): InvitePlan {
  return planInvite(
    makeInput([makeResult('a', { emails: ['p@x.example'], customerName: text })], {
      meeting: everywhere(text, kind),
      config: makeConfig({ a: { customerName: text } }),
      hideAttendees: 'never',
    }),
  );
}

const ALLOWED =
  'a,blockquote,br,code,div,em,h2,h3,h4,hr,li,ol,p,pre,s,strong,table,tbody,td,th,thead,tr,ul'.split(',');

/** Every value of `style` that our own templates write. */
const STYLES = stylesOf(
  planOf('# a\n\n`b` https://a.example\n\n- c\n\n1. d\n\n> e\n\n|f|\n|-|\n|g|\n\n```\nh\n```', 'announcement')
    .bodyHtml + planOf('a', 'change').bodyHtml,
);

function stylesOf(markup: string): ReadonlySet<string> {
  const { elements } = parseMarkup(markup);
  return new Set(
    elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'style')).map(({ value }) => value),
  );
}

/** Asserts that markup has no elements, attributes, styles or addresses but those that we write ourselves. */
function assertInert(markup: string, what: string): void {
  const { errors, elements, roots } = parseMarkup(markup);
  assert.deepEqual(errors, [], what);
  assert.equal(roots.length, 1, what);
  for (const { tagName, attrs } of elements) {
    assert.ok(ALLOWED.includes(tagName), `${what}: <${tagName}>`);
    for (const { name, value } of attrs) {
      const fine =
        (name === 'id' && value === 'customer-meetings-invite') ||
        (name === 'style' && STYLES.has(value)) ||
        (name === 'start' && /^\d+$/.test(value)) ||
        (name === 'href' && tagName === 'a' && /^https?:\/\//i.test(value));
      assert.ok(fine, `${what}: ${name}="${value}"`);
    }
  }
}

describe('every kind of attack in every field', () => {
  it(`is text in the body (${ATTACKS.length} kinds)`, () => {
    const squeezed = (text: string): string => text.replace(/[\s\p{Cc}\p{Cs}\uFFFD\u2028\u2029]+/gu, '');
    for (const [name, attack] of ATTACKS) {
      for (const kind of KINDS) {
        const { bodyHtml } = planOf(attack, kind);
        assertInert(bodyHtml, `${name}, ${kind}`);
        const shown = squeezed(parseMarkup(bodyHtml).text).split(squeezed(attack)).length - 1;
        assert.ok(shown >= 8, `${name}, ${kind}: shown ${shown} times`); // title, six texts, tickets, customer
      }
    }
  });

  it('is text all together, too', () => {
    const all = ATTACKS.map(([, attack]) => attack);
    for (const kind of KINDS) {
      for (const glue of ['', ' ', '\n', '\n\n']) assertInert(planOf(all.join(glue), kind).bodyHtml, kind);
    }
  });

  it('is text in the page of --preview and in the frame of the editor’s', () => {
    const input = makeInput([makeResult('a', { emails: ['p@x.example'] })]);
    const bare = new Set(
      parseMarkup(renderPreviewPage(planOf('x', 'announcement'), input.aggregated)).elements.map(
        ({ tagName }) => tagName,
      ),
    );
    for (const [name, attack] of ATTACKS) {
      const plan = planOf(attack, 'announcement');
      const page = parseMarkup(renderPreviewPage(plan, input.aggregated)).elements;
      assert.deepEqual(
        page.filter(({ tagName }) => !bare.has(tagName)).map(({ tagName }) => tagName),
        [],
        name,
      );
      const frames = page.filter(({ tagName }) => tagName === 'iframe');
      assert.equal(frames.length, 1, name);
      assert.equal(frames[0]?.attrs.find((attribute) => attribute.name === 'sandbox')?.value, '', name);
      const handlers = page.flatMap(({ attrs }) => attrs).filter((attribute) => /^on/i.test(attribute.name));
      assert.deepEqual(handlers, [], name);

      const mail = parseMarkup(mailPage(plan.bodyHtml, 'NONCE')).elements;
      const own = mail.filter(({ tagName }) => !ALLOWED.includes(tagName)).map(({ tagName }) => tagName);
      assert.deepEqual(own, ['meta', 'title', 'style'], name);
      for (const { attrs } of mail) {
        for (const attribute of attrs) assert.doesNotMatch(attribute.name, /^(on|style$|src)/, name);
      }
    }
  });

  describe('and in what Microsoft Graph gets', () => {
    let directory: string;
    let sandbox: Sandbox;
    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'customer-meetings-attacks-'));
      sandbox = await startSandbox({ directory, calendarFile: join(directory, 'calendar.json') });
    });
    after(async () => {
      await sandbox.close();
      await rm(directory, { recursive: true });
    });

    it('is text in the body, and the same text in subject and place', async () => {
      const base = resolveGraphBaseUrl(sandbox.environment);
      assert.ok(base.ok);
      const token = graphTokenFromEnvironment(sandbox.environment, base.baseUrl);
      assert.ok(token);
      const sent: { subject: string; location: { displayName: string }; body: { content: string } }[] = [];
      const listening: typeof fetch = (url, init) => {
        if (init?.method === 'POST' && typeof init.body === 'string') {
          sent.push(JSON.parse(init.body) as (typeof sent)[number]);
        }
        return fetch(url, init);
      };
      const calendar = createCalendar({
        baseUrl: base.baseUrl,
        token,
        fetch: listening,
        clock: { ...realClock, sleep: () => Promise.resolve() },
      });
      for (const [name, attack] of ATTACKS) {
        const plan = planOf(attack, 'announcement'); // has every field that there is
        const options = { forceUpdate: false, signal: new AbortController().signal };
        const outcome = await sendPlan(plan, calendar, options);
        assert.equal(outcome.kind, 'done', `${name}: ${JSON.stringify(outcome)}`);
        const payload = sent.pop();
        assert.ok(payload);
        assertInert(payload.body.content, name);
        assert.equal(payload.subject, plan.subject);
        assert.equal(payload.location.displayName, plan.location);
        assert.doesNotMatch(payload.subject + payload.location.displayName, /\p{Cc}/u);
      }
    });
  });
});
