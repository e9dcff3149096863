import type { QuestionKind } from '../../src/common/index.ts';

export function questionsPage(questions: Readonly<Record<string, QuestionKind>>): string;
