import * as l10n from '@vscode/l10n';
import type { ConfigLoad } from '../../customers/index.ts';
import { clockOffset, type TimeMention, type TimeZoneMention } from '../../metadata/index.ts';
import type { WhenText } from '../files/when.ts';
import type { LastAnswers } from './last-answers.ts';

/** What a hover says: plain texts, the first one its heading. Nothing of a file becomes markup. */
export type HoverText = readonly [heading: string, ...lines: string[]];

/** What a hover is made with. No network, no profiles: only what is known already. */
export interface HoverSurroundings {
  readonly config: ConfigLoad | undefined;
  readonly answers: LastAnswers | undefined;
  readonly when: WhenText;
  /** IANA zone of the person's own machine. */
  readonly ownZone: string;
  readonly nowEpochMs: number;
}

/** A customer: who it is, where it is asked, how many may be invited of it, and what it answered last. */
export function customerHover(
  customerCode: string,
  { config, answers, when, ownZone }: HoverSurroundings,
): HoverText {
  const entry = config?.kind === 'loaded' ? config.config.customers.get(customerCode) : undefined;
  const answer = answers?.byCustomer.get(customerCode);
  const lines: (string | undefined)[] = [
    config?.kind === 'loaded' && entry === undefined
      ? l10n.t('Not configured in {file}', { file: config.file })
      : undefined,
    entry?.region === undefined ? undefined : l10n.t('Region: {region}', { region: entry.region }),
    entry?.awsAccountId === undefined
      ? undefined
      : l10n.t('AWS account: {account}', { account: entry.awsAccountId }),
    entry?.awsProfile === undefined
      ? undefined
      : l10n.t('AWS profile: {profile}', { profile: entry.awsProfile }),
    entry?.contactListName === undefined
      ? undefined
      : l10n.t('Contact list: {list}', { list: entry.contactListName }),
    entry === undefined ? undefined : restrictedText(entry.restrictedRecipients.length),
  ];
  if (answer !== undefined) {
    const time = answer.answeredAt === undefined ? '' : when.short(answer.answeredAt, ownZone);
    lines.push(
      answer.error !== undefined
        ? l10n.t('Last asked {time}: failed. {error}', { time, error: answer.error })
        : answer.recipients === 1
          ? l10n.t('Last asked {time}: 1 recipient', { time })
          : l10n.t('Last asked {time}: {count} recipients', { time, count: answer.recipients }),
    );
  }
  const name = entry?.customerName;
  const heading = name === undefined ? customerCode : `${customerCode}: ${name}`;
  return [heading, ...lines.filter((line) => line !== undefined)];
}

function restrictedText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('Restricted: only 1 address of this customer may be invited')
    : l10n.t('Restricted: only {count} addresses of this customer may be invited', { count });
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** A moment: in the meeting's zone, in UTC, in the person's own, and what the clocks do around it. */
export function timeHover({ time }: TimeMention, { when, ownZone }: HoverSurroundings): HoverText {
  const { epochMs, timeZone } = time;
  const clock = clockOffset(timeZone, epochMs);
  const change = [clock.previous, clock.next].find(
    (each) => each !== undefined && Math.abs(each.epochMs - epochMs) <= WEEK_MS,
  );
  return [
    when.full(epochMs, timeZone),
    l10n.t('In the meeting’s zone: {zone}, {offset}', { zone: timeZone, offset: utc(clock.offset) }),
    ...(timeZone === 'UTC' ? [] : [l10n.t('UTC: {time}', { time: when.full(epochMs, 'UTC') })]),
    ...(ownZone === timeZone || ownZone === 'UTC'
      ? []
      : [l10n.t('Yours ({zone}): {time}', { zone: ownZone, time: when.full(epochMs, ownZone) })]),
    ...(change === undefined
      ? []
      : [
          l10n.t('The clocks change on {time}: from {before} to {after}.', {
            time: when.full(change.epochMs, timeZone),
            before: utc(change.before),
            after: utc(change.after),
          }),
        ]),
  ];
}

/** A zone: how its clocks stand now and when the meeting begins. @param meetingEpochMs absent without a start */
export function zoneHover(
  { timeZone, written }: TimeZoneMention,
  meetingEpochMs: number | undefined,
  { when, nowEpochMs }: HoverSurroundings,
): HoverText {
  const now = clockOffset(timeZone, nowEpochMs).offset;
  const then = meetingEpochMs === undefined ? undefined : clockOffset(timeZone, meetingEpochMs).offset;
  return [
    timeZone === written.trim()
      ? timeZone
      : l10n.t('{written} is {zone}', { written: written.trim(), zone: timeZone }),
    l10n.t('Now: {time}, {offset}', { time: when.full(nowEpochMs, timeZone), offset: utc(now) }),
    ...(then === undefined || meetingEpochMs === undefined
      ? []
      : [
          l10n.t('At the meeting: {time}, {offset}', {
            time: when.full(meetingEpochMs, timeZone),
            offset: utc(then),
          }),
        ]),
    ...(then === undefined || then === now ? [] : [l10n.t('The clocks change in between.')]),
  ];
}

const utc = (offset: string): string => (offset === '+00:00' ? 'UTC' : `UTC${offset.replace('-', '−')}`);
