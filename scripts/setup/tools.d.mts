export type Tool = 'chromium' | 'g++' | 'make' | 'python3' | 'aws' | 'code';
export declare const EDITOR_TOOLS: readonly Tool[];
export declare const AWS_TOOLS: readonly Tool[];
export declare function findTool(tool: Tool): string | undefined;
export declare function ensureTools(tools: readonly Tool[], say: (line: string) => void): Promise<Tool[]>;
