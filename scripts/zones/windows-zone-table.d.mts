/** The text of src/metadata/windows-zone-table.ts, as the installed cldr-core has it. */
export function windowsZoneTable(): Promise<string>;
