import * as z from 'zod'
import { UserError } from '../../lib/user-error.ts'
import { clusterScenario } from '../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel } from '../kernel/cluster/model.ts'
import type { EventModel } from '../kernel/event-model.ts'
import { eventScenario } from '../kernel/event-scenario.ts'
import type { Scenario } from '../kernel/scenario.ts'

const text = z.string().min(1)
const callable = z.custom<(...args: never[]) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
)
const unit = z.enum(['ms', 'ratio', 'count', 'per_s'])
const described = { id: text, unit, description: z.string() }
const parameter = z.looseObject({ ...described, default: z.number(), min: z.number(), max: z.number() })

const common = {
  id: text,
  title: text,
  version: z.int().default(1),
  lesson: z.string().default(''),
  parameters: z.array(parameter).default([]),
  metrics: z.array(z.looseObject(described)).default([]),
  invariants: z.array(z.looseObject({ id: text, statement: z.string() })).default([]),
  goals: z.array(z.looseObject({ id: text, statement: z.string() })).default([]),
  mutants: z.array(z.looseObject({ id: text, title: z.string(), breaks: z.array(text) })).default([]),
}

/** How a model is told from another: who names kinds of faults has a network, who has `run` does all itself. */
const clusterModel = z.looseObject({ ...common, faultKinds: z.array(text), setup: callable })
const eventModel = z.looseObject({ ...common, setup: callable })

const us = z.number().nonnegative()
const clusterSetup = z.looseObject({
  nodes: z.array(z.looseObject({ name: text, role: text })).min(1),
  durationUs: z.int().positive(),
  latency: z.discriminatedUnion(
    'kind',
    [
      z.looseObject({ kind: z.literal('fixed'), minUs: us }),
      z.looseObject({ kind: z.literal('uniform'), minUs: us, maxUs: us }),
      z.looseObject({ kind: z.literal('exponential'), minUs: us, meanUs: us }),
      z.looseObject({ kind: z.literal('normal'), minUs: us, meanUs: us, deviationUs: us }),
    ],
    'expected fixed, uniform, exponential or normal',
  ),
  tolerates: z.looseObject({ kinds: z.array(text) }),
  create: callable,
  watch: callable,
})
const eventRun = z.looseObject({ start: callable, handle: callable, metrics: callable })

const wholeScenario = z.looseObject({
  ...common,
  variants: z
    .array(z.looseObject({ prefix: z.string(), title: text }))
    .default([{ prefix: '', title: 'value' }]),
  faultKinds: z.array(text).default([]),
  run: callable,
})

/** What a user's file exports, as a scenario. @throws UserError (exit 2) that names the field that is wrong. */
export function scenarioOf(model: unknown, name: string): Scenario {
  if (typeof model !== 'object' || model === null || Object.keys(model).length === 0) {
    throw unusable(name, 'it has no default export that is a model')
  }
  if ('run' in model) return wholeOf(model as Scenario, name)
  if ('faultKinds' in model) {
    const cluster = complete(model as ClusterModel, clusterModel, name)
    return clusterScenario(withCheckedSetup(cluster, model as ClusterModel, clusterSetup, name))
  }
  const events = complete(model as EventModel, eventModel, name)
  return eventScenario(withCheckedSetup(events, model as EventModel, eventRun, name))
}

/** What `setup` gives is the user's as well; unchecked, it would fail deep in the kernel, or be believed. */
function withCheckedSetup<T extends { setup(...given: never[]): object }>(
  whole: T,
  model: T,
  schema: z.ZodType,
  name: string,
): T {
  const setup = (...given: never[]) => {
    const made = model.setup(...given)
    const why = whyWrong(made, schema)
    if (why === undefined) return made
    const hint = !('faultKinds' in model) && Object(made).nodes !== undefined
    throw unusable(name, hint ? 'it has nodes, but no faultKinds' : `what setup gives: ${why}`)
  }
  return Object.assign(whole, { setup })
}

function whyWrong(data: unknown, schema: z.ZodType): string | undefined {
  const [issue] = schema.safeParse(data).error?.issues ?? []
  return issue && reasonOf(issue)
}

function reasonOf({ path, message }: z.core.$ZodIssue): string {
  const reason = message.replace(/^Invalid input: /, '')
  return path.length === 0 ? reason : `${path.map(String).join('.')}: ${reason}`
}

function wholeOf(model: Scenario, name: string): Scenario {
  const whole = complete(model, wholeScenario, name)
  return {
    ...whole,
    run: (seed, parameters, options) => model.run(seed, parameters, options),
    tell: (result, parameters) => model.tell?.(result, parameters) ?? [],
  }
}

/** The model with what it left out; its functions stay its own, and are called on it. */
function complete<T extends object>(model: T, schema: z.ZodType, name: string): T {
  const result = schema.safeParse(model)
  if (result.success) return Object.assign(Object.create(model) as T, result.data)
  const [issue] = result.error.issues
  throw unusable(name, issue === undefined ? 'it is malformed' : reasonOf(issue))
}

function unusable(name: string, why: string): UserError {
  return new UserError(`${name} is no model: ${why}.`, {
    code: 'not-a-model',
    next: ['Its default export must be a ClusterModel or an EventModel, with at least id, title and setup.'],
  })
}
