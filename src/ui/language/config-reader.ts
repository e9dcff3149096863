import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { loadCustomerConfig, type ConfigLoad } from '../../customers/index.ts';
import { readSettings } from '../environment/settings.ts';
import { readTextFile } from '../files/text.ts';
import { rememberingReader } from '../session/inputs.ts';

/** The configurations that open metadata documents go with. */
export interface ConfigReader {
  /** Looks for and reads the configuration of a metadata document; unsaved changes of it count. Never rejects. */
  readonly load: (document: vscode.TextDocument) => Promise<ConfigLoad>;
  /** Whether a file is a configuration that an open metadata document goes with, or would be if it were there. */
  readonly isUsed: (path: string) => boolean;
  /** Every file that a configuration was looked for in. */
  readonly paths: () => readonly string[];
  /** The metadata document was closed. */
  readonly forget: (document: vscode.TextDocument) => void;
}

interface Loaded {
  readonly asked: string;
  /** Every file that was looked for, with what was in it. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly load: ConfigLoad;
}

/** @returns a reader that knows of no document yet */
export function createConfigReader(): ConfigReader {
  const loaded = new Map<string, Loaded>();

  const isCurrent = async ({ files }: Loaded): Promise<boolean> => {
    for (const [path, text] of files) if ((await textOf(path)) !== text) return false;
    return true;
  };

  return {
    load: async (document) => {
      const { configFile } = readSettings(document.uri);
      const folder = vscode.workspace.getWorkspaceFolder(document.uri);
      const request = {
        metadataFile: document.uri.fsPath,
        workingDirectory: folder?.uri.fsPath ?? dirname(document.uri.fsPath),
        ...(configFile === '' ? {} : { configFile }),
      };
      // What decides where the configuration is looked for: the folder of the file, not its name.
      const asked = JSON.stringify({ ...request, metadataFile: dirname(request.metadataFile) });
      const key = document.uri.toString();
      // Documents of one folder share their configuration, and it is parsed once.
      for (const known of [loaded.get(key), ...loaded.values()]) {
        if (known?.asked === asked && (await isCurrent(known))) {
          loaded.set(key, known);
          return known.load;
        }
      }
      const reader = rememberingReader(readTextFile);
      const read = async (path: string): Promise<string | undefined> => {
        reader.files.set(path, undefined); // also of a file that cannot be read: it is read again once it can be
        return reader.read(path);
      };
      const load = await loadCustomerConfig(read, request);
      loaded.set(key, { asked, files: reader.files, load });
      return load;
    },
    isUsed: (path) => [...loaded.values()].some(({ files }) => files.has(path)),
    paths: () => [...new Set([...loaded.values()].flatMap(({ files }) => [...files.keys()]))],
    forget: (document) => loaded.delete(document.uri.toString()),
  };
}

/** A file that cannot be read is told by the load, not here. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readTextFile(path);
  } catch {
    return undefined;
  }
}
