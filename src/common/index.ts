export { addressKey, asciiAddress, shownAddress } from './address.ts';
export { shownLine, shownText } from './shown-text.ts';
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
export { redact, withoutUserInfo } from './redact.ts';
