// Writes src/metadata/windows-zone-table.ts from Unicode CLDR (package cldr-core); a test compares the two.
import { writeFile } from 'node:fs/promises';
import { windowsZoneTable } from './zones/windows-zone-table.mjs';

const file = new URL('../src/metadata/windows-zone-table.ts', import.meta.url);
await writeFile(file, await windowsZoneTable());
