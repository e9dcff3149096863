export function withProofSection(page: string): Promise<string>;
