import type * as vscode from 'vscode';
import type { ConfigLoad } from '../../customers/index.ts';
import type { UiContext } from '../context.ts';
import { readSettings } from '../environment/settings.ts';
import { isNamed } from '../files/patterns.ts';
import { createConfigReader, type ConfigReader } from './config-reader.ts';
import { readDocument, type DocumentReading } from './document-reading.ts';

/** What open documents say. A text is read once, whoever asks: problems, fixes, lenses, hovers, completion. */
export interface Readings {
  readonly of: (document: vscode.TextDocument) => DocumentReading;
  /** The configuration that goes with a metadata document; `undefined` when it cannot even be looked for. */
  readonly configOf: (document: vscode.TextDocument) => Promise<ConfigLoad | undefined>;
  readonly config: ConfigReader;
}

interface Kept {
  readonly version: number;
  readonly standing: string;
  readonly reading: DocumentReading;
}

/** @param ctx to know which documents commands were run on */
export function createReadings(ctx: UiContext): Readings {
  const kept = new WeakMap<vscode.TextDocument, Kept>();
  const config = createConfigReader();
  return {
    config,
    of: (document) => {
      const { defaultTimeZone } = readSettings(document.uri);
      const used =
        ctx.sessions.find(document.uri.toString()) !== undefined || config.isUsed(document.uri.fsPath);
      const named = isNamed(document);
      const standing = [defaultTimeZone, used, named].join(' ');
      const before = kept.get(document);
      if (before?.version === document.version && before.standing === standing) return before.reading;
      const reading = readDocument(
        document.getText(),
        { path: document.uri.fsPath, used, named },
        { defaultTimeZone, nowEpochMs: Date.now() },
        before?.reading,
      );
      kept.set(document, { version: document.version, standing, reading });
      return reading;
    },
    configOf: (document) => config.load(document),
  };
}
