export type { Attendee, Completeness, Exclusion, InvitePlan, MissingCustomer, PlanPart } from './plan.ts';
