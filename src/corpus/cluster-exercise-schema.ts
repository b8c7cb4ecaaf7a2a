import * as z from 'zod'
import { type Hint, type LanguageId, writtenLanguage } from './exercise-schema.ts'

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const sentence = z.string().trim().min(1)
const share = z.number().min(0).max(1)

/** Languages in which an exercise on a cluster is offered; JavaScript is made of TypeScript by the build. */
type Files<Language extends string> = Partial<Record<Language, { readonly file: string }>>

const languageFile = z.strictObject({ file: z.string().regex(/^[\w.-]+$/) })

/** In the order in which languages are listed. A node in JavaScript is a module, as the SDK beside it is. */
function withJavaScript({
  python,
  typescript,
  ...others
}: Files<z.infer<typeof writtenLanguage>>): Files<LanguageId> {
  return {
    ...(python === undefined ? {} : { python }),
    ...(typescript === undefined
      ? {}
      : { javascript: { file: typescript.file.replace(/\.m?ts$/, '.mjs') }, typescript }),
    ...others,
  }
}

/** How the cluster of a stage is run: the flags of `test` in snake_case. What is left out is the default in virtual time. */
const stageOptions = z.strictObject({
  node_count: z.int().min(1).max(50).optional(),
  /** Seconds. */
  time_limit: z.number().positive().max(3600).optional(),
  /** Operations a second. */
  rate: z.number().min(0.1).max(10_000).optional(),
  /** Clients at a time, or `2n`: two for each node. */
  concurrency: z.union([z.int().min(1), z.string().regex(/^[1-9]\d{0,2}n$/, 'write it like 2n')]).optional(),
  /** Mean, milliseconds. Where it is 0 nothing overtakes anything, and a pass says little. */
  latency: z.number().positive('in virtual time it must not be 0').max(60_000).optional(),
  latency_dist: z.enum(['constant', 'uniform', 'exponential']).optional(),
  loss: share.optional(),
  duplicate: share.optional(),
  nemesis: z.array(z.enum(['partition', 'kill', 'pause', 'slow'])).optional(),
  /** Seconds. */
  nemesis_interval: z.number().min(0.1).max(3600).optional(),
  topology: z.enum(['line', 'grid', 'tree', 'tree2', 'tree3', 'tree4', 'total']).optional(),
  availability: z.union([share, z.literal('total')]).optional(),
  consistency_models: kebab.optional(),
  /** Seconds. */
  settle: z.number().min(0).max(600).optional(),
  key_count: z.int().min(1).optional(),
  max_txn_length: z.int().min(1).max(15).optional(),
  max_writes_per_key: z.int().min(1).optional(),
})

/** What a right program may cost in a run of the stage. */
const targets = z
  .strictObject({
    /** Messages between servers for each operation that clients asked. */
    messages_per_operation: z.number().positive().optional(),
    /** How late an element that was added is seen everywhere, milliseconds: of workloads that judge a set. */
    stable_latency_ms: z
      .partialRecord(z.enum(['p50', 'p95', 'p99', 'max']), z.number().positive())
      .optional(),
  })
  .refine((one) => Object.keys(one).length > 0, 'name at least one target')

const stage = z.strictObject({
  id: kebab,
  title: sentence,
  /** True of every right program, and tried by this stage. */
  statement: sentence,
  workload: kebab,
  options: stageOptions.default({}),
  /** How many are tried by default, in virtual time. */
  seeds: z.int().min(1).max(10_000),
  targets: targets.optional(),
})

const source = z.strictObject({
  id: kebab.optional(),
  title: sentence,
  authors: z.array(sentence).default([]),
  year: z.int().min(1900).max(2100).optional(),
  url: z.url({ protocol: /^https?$/, message: 'must be a web address' }),
  locator: sentence.optional(),
})

/** An exercise on a cluster: `content/clusters/<id>/exercise.yaml`. */
export const clusterExerciseSchema = z.strictObject({
  title: sentence,
  /** The topic that teaches it. */
  lesson: kebab,
  /** Concepts that a program which passes shows to be known. */
  practises: z.array(kebab).default([]),
  /** Concepts, of other exercises too, without which there is no use in beginning. */
  needs: z.array(kebab).default([]),
  summary: sentence,
  /** Markdown: what to write, requests and replies, what may go wrong, what is judged. */
  task: sentence,
  sources: z.array(source).min(1, 'name at least one source'),
  /** The file that the starter is written to, by language. */
  languages: z.partialRecord(writtenLanguage, languageFile).transform(withJavaScript),
  /** One after the other; each is a run of its own, and the first that fails is shown. */
  stages: z.array(stage).min(1, 'an exercise needs at least one stage'),
})

/** Checks of a run that a wrong program can be found by. */
const CHECKS = ['protocol', 'answers', 'last-reads', 'history', 'targets'] as const

const edits = z.array(z.strictObject({ find: z.string().min(1), replace: z.string() })).min(1)

/** Deliberately wrong nodes: `mutants.yaml`. Each is the reference of a language with a few places replaced. */
export const clusterMutantsSchema = z
  .array(
    z.strictObject({
      id: kebab,
      title: sentence,
      /** The stage at which it fails; it passes those before. */
      stage: kebab,
      /** The check of the run that fails. */
      check: z.enum(CHECKS),
      /** Seeds within which it is found. */
      budget: z.int().min(1).max(10_000),
      /** By language. Every `find` occurs exactly once in the reference. */
      edits: z.partialRecord(writtenLanguage, edits),
    }),
  )
  .min(6, 'an exercise needs at least six mutants')

type ClusterContract = z.infer<typeof clusterExerciseSchema>
export type ClusterStage = ClusterContract['stages'][number]
export type StageOptions = z.infer<typeof stageOptions>
export type StageTargets = z.infer<typeof targets>

/** In JavaScript as well, with the edits that the build made of those in TypeScript. */
export interface ClusterMutant extends Omit<z.infer<typeof clusterMutantsSchema>[number], 'edits'> {
  readonly edits: Partial<Record<LanguageId, z.infer<typeof edits>>>
}

/** What the compiled corpus holds for an exercise on a cluster. */
export interface ClusterExercise extends ClusterContract {
  readonly id: string
  readonly hints: readonly Hint[]
  /** How many deliberately wrong programs prove its checks. */
  readonly mutants: number
}
