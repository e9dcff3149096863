import type { PrepareDeps, InviteRequest, Preparation } from '../../invite/index.ts';
import type { CustomerRecipientResult } from '../../recipients/index.ts';
import { createCalendarWork } from './calendar-work.ts';
import { choose } from './choices.ts';
import { withExcluded, withoutExcluded, type ExcludedCustomer } from './excluded.ts';
import {
  rememberingReader,
  whatChanged,
  type RunInputs,
  type RunRequest,
  type Surroundings,
} from './inputs.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { keptRunOf, stillAnswers } from './kept-run.ts';
import { createListeners } from './listeners.ts';
import { reduce, type SessionEvent } from './reducer.ts';
import { judgeReplan, replannedSentence } from './replan.ts';
import type { Session, SessionDeps } from './session.ts';
import { idle, type MeetingFile, type SessionState } from './state.ts';
import { crashed } from './thrown.ts';

/**
 * @param file the metadata file
 * @param deps its world
 * @returns an idle session; nothing is read or asked before `ask`
 */
export function createSession(file: MeetingFile, deps: SessionDeps): Session {
  let state: SessionState = { ...idle(file), sandbox: deps.isSandbox() };
  let run: { promise: Promise<SessionState>; abort: AbortController } | undefined;
  let inputs: RunInputs | undefined;
  let recalled = false;
  let replans = 0;
  let keeping: Promise<void> = Promise.resolve();
  const { load, save, written } = createKeptAnswers(file.uri, deps.store);
  const listeners = createListeners<SessionState>();

  const apply = (event: SessionEvent): SessionState => {
    state = reduce(state, event);
    listeners.tell(state);
    return state;
  };

  const calendar = createCalendarWork(apply);

  const prepare = async (
    request: RunRequest,
    extra: Pick<InviteRequest, 'previous' | 'retry' | 'acceptPartial' | 'askNobody'>,
    surroundings: Surroundings,
    signal: AbortSignal,
    heard: Pick<PrepareDeps, 'onReading' | 'onEvent'>,
  ): Promise<{ readonly preparation: Preparation; readonly made: RunInputs }> => {
    // Answers came under what was read for them: a plan without new ones is made under the same.
    const reader = rememberingReader(deps.readTextFile, extra.askNobody === true ? inputs?.files : undefined);
    const { byHand, hideAttendees = request.hideAttendees } = state.choices;
    const preparation = await deps.prepare(
      {
        ...request,
        ...extra,
        hideAttendees,
        byHand,
        leftOutByHand: state.excluded.map(({ customerCode }) => customerCode),
      },
      {
        readTextFile: reader.read,
        env: surroundings.env,
        homeDirectory: surroundings.homeDirectory,
        clock: deps.clock,
        signal,
        ...heard,
      },
    );
    return { preparation, made: { request, files: reader.files } };
  };

  /** What the next window will show until it has asked. */
  const keep = async ({ aggregated }: Preparation, sandbox: boolean): Promise<void> => {
    if (aggregated === undefined || inputs === undefined) return;
    const before = await load();
    const { excluded, choices } = state;
    await save({ ...keptRunOf(inputs, sandbox, aggregated.results, before), excluded, choices });
  };

  /** Whom an earlier window took out stays out, also when a run begins before anything of that window was shown. */
  const recall = async (): Promise<void> => {
    const earlier = await load();
    if (recalled) return;
    recalled = true;
    if (earlier?.sandbox !== deps.isSandbox()) return;
    if (earlier.excluded !== undefined) apply({ type: 'excluded', excluded: earlier.excluded });
    if (earlier.choices !== undefined) apply({ type: 'chosen', choices: earlier.choices });
  };

  const keepChoices = async (): Promise<void> => {
    const earlier = await load();
    if (earlier === undefined) return;
    await save({ ...earlier, choices: state.choices });
  };

  const setExcluded = async (
    change: () => readonly ExcludedCustomer[],
    whatToAsk: () => 'nobody else' | 'all' | undefined,
  ): Promise<SessionState> => {
    await recall();
    if (isBusy()) return state;
    apply({ type: 'excluded', excluded: change() });
    const asked = whatToAsk();
    if (asked !== undefined) return ask(asked === 'all' ? undefined : []);
    const earlier = await load();
    if (earlier === undefined) return state;
    const next = { ...earlier, excluded: state.excluded };
    await save(next);
    // Nothing was asked in this window: what an earlier one was told is shown, of those that take part.
    if (state.restored === true && state.phase === 'idle')
      apply({ type: 'restored', kept: next, at: deps.clock.now() });
    return state;
  };

  /** The answers a retry builds on: this window's, else those kept, as long as they answer the same question. */
  const answersToKeep = async (
    retry: readonly string[] | undefined,
    previous: readonly CustomerRecipientResult[] | undefined,
    request: RunRequest,
    sandbox: boolean,
  ): Promise<Pick<InviteRequest, 'previous' | 'retry'>> => {
    if (retry === undefined) return {};
    if (previous !== undefined) return { previous, retry };
    const earlier = await load();
    if (earlier === undefined) return {};
    if (await stillAnswers(earlier, request, sandbox, deps.readTextFile))
      return { previous: earlier.results, retry };
    deps.onRun({
      type: 'note',
      line: 'The file, its settings or config.json have changed since the kept answers came: all customers are asked again.',
    });
    return {};
  };

  const answerAll = async (
    retry: readonly string[] | undefined,
    previous: readonly CustomerRecipientResult[] | undefined,
    signal: AbortSignal,
  ): Promise<SessionState> => {
    try {
      await recall();
      const request = await deps.describe(file);
      const surroundings = await deps.surroundings();
      const reuse = await answersToKeep(retry, previous, request, surroundings.sandbox);
      apply({
        type: 'asked',
        topicName: request.topicName,
        sandbox: surroundings.sandbox,
        ...(reuse.retry === undefined ? {} : { retry: reuse.retry }),
      });
      deps.onRun({ type: 'begin', request, surroundings });
      const extra = { ...reuse, acceptPartial: false };
      const { preparation, made } = await prepare(request, extra, surroundings, signal, {
        onReading: (reading) => {
          deps.onRun({ type: 'read', reading });
          apply({ type: 'read', reading });
        },
        onEvent: (event) => {
          deps.onRun({ type: 'event', event });
          apply({ type: 'query', event });
        },
      });
      inputs = made;
      deps.onRun({ type: 'end', preparation });
      keeping = keep(preparation, surroundings.sandbox); // shown meanwhile; `settled` waits for it
      return apply({ type: 'prepared', preparation, at: deps.clock.now() });
    } catch (error) {
      deps.onRun({ type: 'crash', error });
      return apply({ type: 'prepared', preparation: crashed(error, signal), at: deps.clock.now() });
    }
  };

  /**
   * A plan from the answers that are there, for another text or other decisions.
   * @param why for the person, where they did not ask for it
   * @returns why it does not take the place of the one before; `undefined` when it does, or something newer has begun
   */
  const replan = async (request: RunRequest, why?: string): Promise<string | undefined> => {
    const before = state.preparation;
    if (before?.kind !== 'planned' || isBusy()) return undefined;
    replans += 1;
    const turn = replans;
    const { preparation, made } = await prepare(
      request,
      { previous: before.aggregated.results, retry: [], acceptPartial: false, askNobody: true },
      await deps.surroundings(),
      new AbortController().signal,
      {}, // nobody is asked: there is nothing to show while it is made
    );
    if (turn !== replans || isBusy() || state.preparation !== before) return state.outdated;
    const judged = judgeReplan(before, preparation);
    if (judged.kind === 'outdated') return judged.why;
    inputs = made;
    const { preparation: next } = judged;
    const tell = why !== undefined && next.plan.fingerprint !== before.plan.fingerprint;
    if (tell) deps.onRun({ type: 'note', line: why });
    apply({ type: 'replanned', preparation: next, at: deps.clock.now(), ...(tell ? { why } : {}) });
    await keep(next, state.sandbox);
    return undefined;
  };

  const isAsking = (): boolean => run !== undefined;
  const isBusy = (): boolean => run !== undefined || calendar.isBusy();

  const ask: Session['ask'] = (retry) => {
    if (run !== undefined) return run.promise;
    if (calendar.isBusy()) return Promise.resolve(state);
    const previous = state.preparation?.aggregated?.results;
    const abort = new AbortController();
    // Told at once, so that a person sees the press before the sandbox is up or a file is read.
    apply({
      type: 'asked',
      topicName: state.topicName,
      sandbox: deps.isSandbox(),
      ...(retry === undefined ? {} : { retry }),
    });
    const promise = answerAll(retry, previous, abort.signal).finally(() => {
      run = undefined;
    });
    run = { promise, abort };
    return promise;
  };

  return {
    file,
    state: () => state,
    onChange: (listener) => listeners.add(listener),
    ask,
    exclude: (codes) =>
      setExcluded(
        () => withExcluded(state, codes),
        () => (state.preparation?.aggregated === undefined ? undefined : 'nobody else'),
      ),
    include: (codes) =>
      setExcluded(
        () => withoutExcluded(state, codes),
        () => {
          if (state.preparation === undefined) return undefined;
          return state.preparation.aggregated === undefined ? 'all' : 'nobody else';
        },
      ),
    restore: async () => {
      await recall();
      const earlier = await load();
      if (earlier === undefined || state.phase !== 'idle') return;
      if (earlier.sandbox === deps.isSandbox())
        apply({ type: 'restored', kept: earlier, at: deps.clock.now() });
    },
    cancel: () => run?.abort.abort(new Error('Cancelled by the person.')),
    compare: async () => {
      if (inputs === undefined || run !== undefined || state.preparation === undefined) return undefined;
      const now = await deps.describe(file);
      const { sentence, onlyText } = await whatChanged(inputs, now, deps.readTextFile);
      const canReplan = onlyText && state.preparation.kind === 'planned' && !isBusy();
      const outdated = canReplan ? await replan(now, replannedSentence()) : sentence;
      if (outdated !== state.outdated && !isAsking()) apply({ type: 'compared', outdated });
      return outdated;
    },
    decide: async (change) => {
      await recall();
      if (calendar.isBusy()) return state;
      apply({ type: 'chosen', choices: choose(state.choices, change) });
      // A run that has begun was begun with other decisions: its plan is made anew when it is there.
      if (run !== undefined) await run.promise;
      if (state.preparation?.kind === 'planned' && inputs !== undefined) await replan(inputs.request);
      else await keepChoices();
      return state;
    },
    inputWritten: (before, after) => {
      if (inputs?.request.metadataText !== before) return;
      inputs = { ...inputs, request: { ...inputs.request, metadataText: after } };
    },
    acceptPartial: async () => {
      const preparation = state.preparation;
      if (preparation?.kind !== 'planned' || inputs === undefined) return undefined;
      const { preparation: accepted } = await prepare(
        inputs.request,
        { previous: preparation.aggregated.results, retry: [], acceptPartial: true, askNobody: true },
        await deps.surroundings(),
        new AbortController().signal,
        {}, // nobody is asked: there is nothing to show or log
      );
      if (accepted.kind !== 'planned') return undefined;
      apply({ type: 'accepted', plan: accepted.plan });
      return accepted.plan;
    },
    sending: calendar.sending,
    cancelling: calendar.cancelling,
    settled: async () => {
      await Promise.allSettled([run?.promise, calendar.settled()]);
      await keeping.catch(() => undefined);
      await written();
    },
  };
}
