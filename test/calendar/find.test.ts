import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byPart, findMeeting } from '../../src/calendar/find.ts';
import { instantOf } from '../../src/calendar/instant.ts';
import { createCalendar } from '../../src/calendar/index.ts';
import { calendarEvent } from '../../src/calendar/graph-event.ts';
import { instantClock } from './support/clock.ts';
import { harness, TOKEN } from './support/harness.ts';
import { planFor } from './support/plans.ts';

const { signal } = new AbortController();

describe('findMeeting', () => {
  it('follows every page of the answer, on its own host only', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const plan = planFor();
    let next = 'https://graph.microsoft.com/v1.0/users/x/events?$skip=1';
    const asked: string[] = [];
    const calendar = createCalendar({
      baseUrl: 'https://graph.microsoft.com',
      token: TOKEN,
      clock: instantClock(),
      fetch: async (url, init) => {
        asked.push(url as string);
        if (asked.length % 2 === 1) return Response.json({ value: [], '@odata.nextLink': next });
        return graph.fetch(
          `https://graph.microsoft.com/v1.0${graph.seen[0]!.url.href.split('/v1.0')[1]!}`,
          init,
        );
      },
    });
    const meeting = await findMeeting(plan, calendar, signal);
    assert.equal(meeting.kind === 'parts' && meeting.parts.size, 1);
    assert.equal(asked[1], next);
    next = 'https://graph.microsoft.com/v1.0/users/x/events?$skip=1';
    const endless = createCalendar({
      baseUrl: 'https://graph.microsoft.com',
      token: TOKEN,
      clock: instantClock(),
      fetch: () => Promise.resolve(Response.json({ value: [], '@odata.nextLink': next })),
    });
    await assert.rejects(findMeeting(plan, endless, signal), { message: /EndlessPages/ });
    for (const foreign of [
      'https://evil.example/v1.0/users/x/events',
      'https://graph.microsoft.com/v1.0/https://evil.example/v1.0/collect',
      'https://graph.microsoft.com/v1.0/users/x/https:/evil.example/collect',
      'https://graph.microsoft.com/v1.0/../beta/users',
      'https://graph.microsoft.com/v1.0/%2e%2e/beta/users',
      'https://graph.microsoft.com@evil.example/v1.0/users',
      'https://user@graph.microsoft.com/v1.0/users',
      'https://graph.microsoft.com.evil.example/v1.0/users',
      'https://graph.microsoft.com:444/v1.0/users',
      'http://graph.microsoft.com/v1.0/users',
    ]) {
      next = foreign;
      asked.length = 0;
      await assert.rejects(
        findMeeting(plan, calendar, signal),
        { name: 'GraphFailure', message: /ForeignNextLink/ },
        foreign,
      );
      assert.equal(asked.length, 1, `${foreign}: nothing was asked but the first page`);
    }
    next = 'https://graph.microsoft.com/v1.0/users/x/events?$skiptoken=https://graph.microsoft.com/more';
    asked.length = 0;
    await findMeeting(plan, calendar, signal);
    const second = new URL(asked[1]);
    assert.equal(second.origin, 'https://graph.microsoft.com');
    assert.equal(second.searchParams.get('$skiptoken'), 'https://graph.microsoft.com/more');
  });

  it('reads an event by itself when a list has cut its record short', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const calendar = createCalendar({
      baseUrl: 'https://graph.microsoft.com',
      token: TOKEN,
      clock: instantClock(),
      fetch: async (url, init) => {
        const text = await (await graph.fetch(url, init)).text();
        const listed = text.startsWith('{"value"');
        return new Response(listed ? text.replace(/\\"added\\".*?\\"\]\]\}"/, '"') : text);
      },
    });
    const before = graph.seen.length;
    const meeting = await findMeeting(planFor(), calendar, signal);
    assert.equal(meeting.kind === 'parts' && meeting.parts.get(1)?.record?.added.size, 3);
    assert.equal(graph.seen.length - before, 2);
  });

  it('takes a lone event without a record for the only part, and cannot tell among several', () => {
    const lone = { event: calendarEvent.parse({ id: 'a' }) };
    assert.deepEqual(byPart(planFor(), [lone]).kind, 'parts');
    assert.deepEqual(byPart(planFor(), [lone, { event: calendarEvent.parse({ id: 'b' }) }]).kind, 'several');
  });
});

describe('instantOf', () => {
  it("reads Graph's times in UTC, IANA and Windows zones and leaves others alone", () => {
    const at = Date.UTC(2027, 1, 2, 15);
    assert.equal(instantOf({ dateTime: '2027-02-02T15:00:00.0000000', timeZone: 'UTC' }), at);
    assert.equal(instantOf({ dateTime: '2027-02-02T15:00:00Z', timeZone: null }), at);
    assert.equal(instantOf({ dateTime: '2027-02-02T10:00:00', timeZone: 'America/New_York' }), at);
    assert.equal(instantOf({ dateTime: '2027-02-02T10:00:00', timeZone: 'Eastern Standard Time' }), at);
    assert.equal(instantOf({ dateTime: '2027-02-02T10:00:00', timeZone: 'Customized' }), undefined);
    assert.equal(instantOf({ dateTime: 'soon', timeZone: 'UTC' }), undefined);
    assert.equal(instantOf(null), undefined);
  });
});
