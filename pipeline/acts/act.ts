import { z } from "zod";

const name = z.string().max(200);

/** What every act holds: the instant of the command's clock, and who acts. */
const common = { at: z.iso.datetime() };

const answerSchema = z.strictObject({
  ...common,
  kind: z.literal("answer"),
  by: name,
  finding: z.int().min(0),
  verdict: z.string().max(40),
  text: z.string().max(10_000),
});

const approvalSchema = z.strictObject({
  ...common,
  kind: z.literal("policy-approve"),
  by: name,
  version: z.string().max(200),
  /** The version's fingerprint as the approver read it: what was changed since is not approved unread. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

const resendSchema = z.strictObject({
  ...common,
  kind: z.literal("resend"),
  by: name.nullable(),
  /** Number of a message, or of a case for all its messages that did not arrive. */
  what: z.string().min(1).max(300),
});

const id = z.string().min(1).max(40);

const liftSchema = z.strictObject({
  ...common,
  kind: z.literal("lift"),
  by: name,
  case: id,
  note: z.string().max(2000),
});

const closeSchema = z.strictObject({
  ...common,
  kind: z.literal("close"),
  by: name,
  case: id,
  outcome: z.string().max(40),
  note: z.string().max(2000),
});

const linkSchema = z.strictObject({
  ...common,
  kind: z.enum(["episode-link", "episode-unlink"]),
  by: name,
  episode: id,
  case: id,
  note: z.string().max(2000),
});

const callSchema = z.strictObject({
  ...common,
  kind: z.literal("told"),
  by: name,
  case: z.string().min(1).max(40),
  /** Who was called. */
  to: name,
  calledAt: z.iso.datetime(),
  note: z.string().max(10_000).nullable(),
});

/** The form of every kind of act (操作), as its file holds it; unknown keys are refused. */
export const actSchema = z.discriminatedUnion("kind", [
  answerSchema,
  approvalSchema,
  resendSchema,
  liftSchema,
  closeSchema,
  linkSchema,
  callSchema,
]);

/** Something that a person asks the holder of the database to change. */
export type Act = z.infer<typeof actSchema>;
/** An answer to a finding (答复疑点). */
export type AnswerAct = z.infer<typeof answerSchema>;
/** The approval of a version of the policy (批准预警方案). */
export type ApprovalAct = z.infer<typeof approvalSchema>;
/** The lifting of a case by the office that issued it (解除预警). */
export type LiftAct = z.infer<typeof liftSchema>;
/** The end of a case, with what it was (办结). */
export type CloseAct = z.infer<typeof closeSchema>;
/** That a case is of an episode, or is not (归并、分出). */
export type LinkAct = z.infer<typeof linkSchema>;
/** A telephone call about a case (电话告知). */
export type CallAct = z.infer<typeof callSchema>;
/** The wish to have messages sent again (重新发送). */
export type ResendAct = z.infer<typeof resendSchema>;
