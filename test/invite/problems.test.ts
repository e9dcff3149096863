import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planBlocks } from '../../src/invite/index.ts';
import type { Attachment } from '../../src/metadata/index.ts';
import {
  allCustomersFailed,
  attachmentsNamed,
  chooseOrganizer,
  customersNamedInTexts,
  manualAttendeeProblems,
  meetingOver,
  problem,
  selectionProblems,
} from '../../src/invite/problems.ts';
import { END, NO_CONFIG, makeConfig, makeMeeting, makeResult } from './sample.ts';

describe('chooseOrganizer', () => {
  const config = makeConfig({}, 'organizer@example.com');
  it('takes the sender, else the config’s organizer', () => {
    assert.deepEqual(chooseOrganizer(' me@example.com ', config), {
      kind: 'known',
      address: 'me@example.com',
    });
    for (const sender of [undefined, '', ' ']) {
      assert.deepEqual(chooseOrganizer(sender, config), { kind: 'known', address: 'organizer@example.com' });
    }
  });

  it('says where to set it when it is missing or no address', () => {
    const missing = chooseOrganizer(undefined, NO_CONFIG);
    const invalid = chooseOrganizer('Team', config);
    assert.ok(missing.kind === 'unknown' && invalid.kind === 'unknown');
    assert.deepEqual([missing.problem.code, invalid.problem.code], ['OrganizerMissing', 'OrganizerInvalid']);
    for (const { problem: found } of [missing, invalid]) {
      assert.equal(found.severity, 'error');
      assert.match(
        found.message,
        /--sender-email.*customerMeetings\.senderEmail.*email_config\.meeting_organizer/,
      );
    }
    assert.match(invalid.problem.message, /"Team"/);
  });
});

describe('selectionProblems', () => {
  const meeting = makeMeeting({ customerCodes: ['a', 'b'] });
  it('names codes that the meeting does not have, and those it has', () => {
    const [found] = selectionProblems(meeting, { asked: ['a'], unknown: ['x', 'y'] });
    assert.equal(found?.code, 'UnknownCustomerSelection');
    assert.match(found.message, /x, y are not customers.*a, b/);
  });

  it('needs somebody to ask', () => {
    assert.equal(selectionProblems(meeting, { asked: [], unknown: [] })[0]?.code, 'NoCustomerSelected');
    assert.deepEqual(selectionProblems(meeting, { asked: ['a'], unknown: [] }), []);
  });
});

describe('planBlocks', () => {
  it('are the errors, and a partial plan that nobody accepted', () => {
    const problems = [problem('warning', 'W', ''), problem('error', 'ManualAttendeeInvalid', '')];
    const missing = [{ customerCode: 'a', reason: 'failed', message: '' }] as const;
    const blocks = (acceptedPartial: boolean) =>
      planBlocks({ problems, completeness: { kind: 'partial', missing, acceptedPartial } }).map(
        ({ code }) => code,
      );
    assert.deepEqual(
      planBlocks({ problems, completeness: { kind: 'complete' } }).map(({ code }) => code),
      ['ManualAttendeeInvalid'],
    );
    assert.deepEqual(blocks(true), ['ManualAttendeeInvalid']);
    assert.deepEqual(blocks(false), ['ManualAttendeeInvalid', 'PartialNotAccepted']);
  });
});

describe('meetingOver', () => {
  it('is a warning from the end on', () => {
    const meeting = makeMeeting();
    assert.deepEqual(meetingOver(meeting, END.epochMs - 1), []);
    const [found] = meetingOver(meeting, END.epochMs);
    assert.deepEqual([found?.code, found?.severity], ['MeetingOver', 'warning']);
    assert.match(found?.message ?? '', /Sunday, November 2, 2025, 11:00 AM EST/);
  });
});

describe('allCustomersFailed', () => {
  it('is one line with each customer’s error', () => {
    const { code, message } = allCustomersFailed([
      makeResult('a', { error: 'One' }),
      makeResult('b', { error: 'Two' }),
    ]);
    assert.equal(code, 'AllCustomersFailed');
    assert.match(message, /a: .*the message of One.* \| b: .*the message of Two/);
    assert.doesNotMatch(message, /\n/);
  });

  it('says once what many share, and only so many of the others', () => {
    const all = Array.from({ length: 30 }, (_, index) => {
      const result = makeResult(`c${index}`, { error: 'SsoSignInNeeded' });
      const error = result.error && { ...result.error, ...(index < 20 ? { cause: 'sso-session corp' } : {}) };
      return error === undefined ? result : { ...result, error };
    });
    const { message } = allCustomersFailed(all);
    assert.equal(message.split(' | ').length, 6);
    assert.match(message, /c0, c1, .*c19: .*the message of SsoSignInNeeded/);
    assert.match(message, /… and 6 more$/);
  });
});

describe('manualAttendeeProblems', () => {
  const none = { manualInvalid: [], manualRestricted: [], manualUnsubscribed: [] };
  it('point at the address in the file', () => {
    const text = '{\n  "attendees": "ok@x.example, Team Lead"\n}';
    const [found] = manualAttendeeProblems({ ...none, manualInvalid: ['Team Lead'] }, [], {
      file: 'm.json',
      text,
    });
    assert.deepEqual(
      [found?.code, found?.severity, found?.file, found?.line, found?.column],
      ['ManualAttendeeInvalid', 'error', 'm.json', 2, 31],
    );
    assert.equal(text.slice(found?.range?.offset).slice(0, found?.range?.length), 'Team Lead');
  });

  it('are about the file where the address is not in it as it is', () => {
    const [found] = manualAttendeeProblems({ ...none, manualRestricted: ['p@x.example'] }, [], {
      file: 'm.json',
      text: '{}',
    });
    assert.deepEqual([found?.severity, found?.file, found?.line], ['warning', 'm.json', undefined]);
    assert.equal(
      manualAttendeeProblems({ ...none, manualUnsubscribed: ['p@x.example'] })[0]?.file,
      undefined,
    );
  });
});

describe('customersNamedInTexts', () => {
  const config = makeConfig({ aur: { customerName: 'Aurora (Media)' }, pin: {}, htsnonprod: {} });
  assert.ok(config.kind === 'loaded');
  const codesIn = (reason: string) =>
    customersNamedInTexts(
      makeMeeting({ customerCodes: ['aur', 'pin', 'htsnonprod'], details: { reason } }),
      config.config,
    );

  it('finds names and codes as people write them', () => {
    assert.match(codesIn('for AURORA (media).')[0]?.message ?? '', /names aur,/);
    assert.match(codesIn('PIN and HtsNonProd')[0]?.message ?? '', /names pin and htsnonprod,/);
  });

  it('does not take words for codes', () => {
    assert.deepEqual(codesIn('pin it; SPINNING; htsnonprod-2; Aurora borealis'), []);
  });
});

describe('attachmentsNamed', () => {
  const FILE = '{\n  "attachments": ["agenda.pdf"]\n}';
  const source = { file: 'm.json', text: FILE };
  const meetingWith = (...attachments: readonly Attachment[]) =>
    makeMeeting({ kind: 'announcement', announcement: { type: 'cic', content: '', attachments } });

  it('says that files are named and not attached, at their place', () => {
    const [problem, ...more] = attachmentsNamed(meetingWith({ name: 'agenda.pdf' }), source);
    assert.equal(more.length, 0);
    assert.deepEqual([problem?.severity, problem?.code], ['warning', 'AttachmentsNotSent']);
    assert.deepEqual([problem?.line, problem?.column], [2, 20]);
    assert.match(problem?.message ?? '', /^agenda\.pdf is named in the invite, .* and not attached\./);
    assert.match(problem?.message ?? '', /Nothing says where to find it: give a web address/);
  });

  it('asks for the web address only where there is none', () => {
    const slides = { name: 'slides', location: 'https://files.example/slides' };
    const messageOf = (...attachments: readonly Attachment[]) =>
      attachmentsNamed(meetingWith(...attachments))[0]?.message ?? '';
    assert.doesNotMatch(messageOf(slides, { name: 'https://wiki.example' }), /web address\./);
    assert.match(messageOf(slides, { name: 'x', location: 'bucket/key' }), /where to find x: give/);
  });

  it('says nothing of a meeting without any', () => {
    assert.deepEqual(attachmentsNamed(meetingWith()), []);
    assert.deepEqual(attachmentsNamed(makeMeeting()), []);
  });
});
