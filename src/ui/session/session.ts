import type { ReadTextFile } from '../../customers/index.ts';
import type { MetadataReading } from '../../metadata/index.ts';
import type { PrepareDeps, InviteRequest, InvitePlan, Preparation } from '../../invite/index.ts';
import type { Clock, CustomerRecipientResult, QueryEvent } from '../../recipients/index.ts';
import type { CancelOutcome, SendOutcome } from '../../calendar/index.ts';
import {
  rememberingReader,
  whatChanged,
  type RunInputs,
  type RunRequest,
  type Surroundings,
} from './inputs.ts';
import { choose, type ChoiceChange } from './choices.ts';
import { withExcluded, withoutExcluded, type ExcludedCustomer } from './excluded.ts';
import { createListeners, type Unsubscribe } from './listeners.ts';
import { keptRunOf, stillAnswers, type KeptRun, type RunStore } from './kept-run.ts';
import { reduce, type SessionEvent } from './reducer.ts';
import { judgeReplan, replannedSentence } from './replan.ts';
import { crashed, notCancelled, notSent } from './thrown.ts';
import { idle, type MeetingFile, type SessionState } from './state.ts';

/** The world as one session sees it. Everything with an effect comes in here. */
export interface SessionDeps {
  /** File text and settings as they are now. Reads, never writes; touches no network. */
  readonly describe: (file: MeetingFile) => Promise<RunRequest>;
  /** Whether the window asked for the sandbox; known before it is started. */
  readonly isSandbox: () => boolean;
  /** Where to run; starts the sandbox where the window asked for it. */
  readonly surroundings: () => Promise<Surroundings>;
  readonly readTextFile: ReadTextFile;
  /** `prepareInvite`, with the window's way to AWS. */
  readonly prepare: (request: InviteRequest, deps: RunDeps) => Promise<Preparation>;
  readonly clock: Clock;
  /** Where the last run is kept for the next window. */
  readonly store: RunStore;
  readonly onRun: (happening: RunHappening) => void;
}

/** What a session itself gives to a preparation. */
export type RunDeps = Omit<PrepareDeps, 'aws' | 'askMfaCode'>;

/** What a log keeps of a run. */
export type RunHappening =
  | { readonly type: 'begin'; readonly request: RunRequest; readonly surroundings: Surroundings }
  | { readonly type: 'read'; readonly reading: MetadataReading }
  | { readonly type: 'event'; readonly event: QueryEvent }
  | { readonly type: 'note'; readonly line: string }
  | { readonly type: 'end'; readonly preparation: Preparation }
  | { readonly type: 'crash'; readonly error: unknown };

/** One meeting file in this window: what is known of it, and the one run it may have at a time. */
export interface Session {
  readonly file: MeetingFile;
  readonly state: () => SessionState;
  readonly onChange: (listener: (state: SessionState) => void) => Unsubscribe;
  /**
   * Asks the customers and makes the plan. While a run is under way its promise is returned: one run per meeting.
   * @param retry only these customers again, with the other answers kept; absent, everybody
   */
  readonly ask: (retry?: readonly string[]) => Promise<SessionState>;
  /** Shows what an earlier window was told, marked as old, unless something newer is there. Asks nobody. */
  readonly restore: () => Promise<void>;
  readonly cancel: () => void;
  /**
   * Takes customers out of the meeting and makes the plan anew from the answers that are there; asks nobody. Nothing
   * happens while customers are asked or the meeting is sent.
   */
  readonly exclude: (codes: readonly string[]) => Promise<SessionState>;
  /** Puts them back; of those that have a plan to come back to, these alone are asked. */
  readonly include: (codes: readonly string[]) => Promise<SessionState>;
  /**
   * Takes one more decision about attendees and makes the plan anew from the answers that are there; asks nobody. While
   * customers are asked it counts for the plan they are asked for. Nothing happens while the meeting is sent.
   */
  readonly decide: (change: ChoiceChange) => Promise<SessionState>;
  /**
   * Compares the plan with file, config and settings as they are now, and tells the listeners. Where nothing but the
   * file's text has changed, and it names the same customers, the plan is made anew from their answers.
   * @returns why the plan no longer holds; `undefined` when it does, or there is none
   */
  readonly compare: () => Promise<string | undefined>;
  /**
   * The session's own file was written by us, as a record of what was sent: a plan made from `before` still holds for
   * `after`. Anything else that changed in it still counts.
   */
  readonly inputWritten: (before: string, after: string) => void;
  /** Puts the decision to send without the missing customers into the plan; asks nobody. */
  readonly acceptPartial: () => Promise<InvitePlan | undefined>;
  /** Marks the session as sending around `work`. One send at a time; a second call gets the first one's promise. While the meeting is cancelled nothing is sent. */
  readonly sending: (work: () => Promise<SendOutcome>) => Promise<SendOutcome>;
  /** The same around a cancel; `undefined` when the meeting is being sent or cancelled already. */
  readonly cancelling: (work: () => Promise<CancelOutcome>) => Promise<CancelOutcome | undefined>;
}

/**
 * @param file the metadata file
 * @param deps its world
 * @returns an idle session; nothing is read or asked before `ask`
 */
export function createSession(file: MeetingFile, deps: SessionDeps): Session {
  let state: SessionState = { ...idle(file), sandbox: deps.isSandbox() };
  let run: { promise: Promise<SessionState>; abort: AbortController } | undefined;
  let send: Promise<SendOutcome> | undefined;
  let cancel: Promise<CancelOutcome> | undefined;
  let inputs: RunInputs | undefined;
  let kept: Promise<KeptRun | undefined> | undefined;
  let recalled = false;
  let replans = 0;
  const listeners = createListeners<SessionState>();

  const apply = (event: SessionEvent): SessionState => {
    state = reduce(state, event);
    listeners.tell(state);
    return state;
  };

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

  const load = (): Promise<KeptRun | undefined> => (kept ??= deps.store.load(file.uri));

  const save = async (next: KeptRun): Promise<void> => {
    kept = Promise.resolve(next);
    await deps.store.save(file.uri, next);
  };

  /** Not waited for: a window that closes meanwhile loses nothing that cannot be asked for again. */
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
    if (run !== undefined || send !== undefined || cancel !== undefined) return state;
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
      void keep(preparation, surroundings.sandbox);
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
  const isBusy = (): boolean => run !== undefined || send !== undefined || cancel !== undefined;

  const ask: Session['ask'] = (retry) => {
    if (run !== undefined) return run.promise;
    if (send !== undefined || cancel !== undefined) return Promise.resolve(state);
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
      if (send !== undefined || cancel !== undefined) return state;
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
    sending: (work) => {
      if (send !== undefined) return send;
      if (cancel !== undefined) return Promise.resolve({ kind: 'aborted', events: [] });
      apply({ type: 'sending' });
      send = work()
        .catch(notSent)
        .then((outcome) => {
          apply({ type: 'sendEnded', outcome });
          return outcome;
        })
        .finally(() => {
          send = undefined;
        });
      return send;
    },
    cancelling: (work) => {
      if (send !== undefined || cancel !== undefined) return Promise.resolve(undefined);
      apply({ type: 'cancelling' });
      cancel = work()
        .catch(notCancelled)
        .then((outcome) => {
          apply({ type: 'cancelEnded', outcome });
          return outcome;
        })
        .finally(() => {
          cancel = undefined;
        });
      return cancel;
    },
  };
}
