export { addressKey } from './address.ts';
export {
  ANSWERABLE,
  FORCEABLE,
  isAnsweredInAdvance,
  QUESTIONS,
  waysOn,
  type Answerable,
  type AnsweredBy,
  type AnswersInAdvance,
  type QuestionCode,
  type QuestionKind,
} from './question-codes.ts';
