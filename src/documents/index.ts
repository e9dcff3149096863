export { customerErrorDocument, customerErrorSchema } from './error-document.ts';
export {
  inviteDocument,
  inviteDocumentSchema,
  problemsOf,
  type InviteDocument,
  type InviteFacts,
} from './invite-document.ts';
export {
  proofDocument,
  proofDocumentJsonSchema,
  proofDocumentSchema,
  type ProofDocument,
} from './proof-document.ts';
export { problemDocument, problemSchema } from './problem-document.ts';
