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
  if ('faultKinds' in model) return clusterScenario(complete(model as ClusterModel, clusterModel, name))
  return eventScenario(complete(model as EventModel, eventModel, name))
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
  const field = issue?.path.map(String).join('.') ?? ''
  throw unusable(name, `${field}: ${issue?.message.replace(/^Invalid input: /, '') ?? 'malformed'}`)
}

function unusable(name: string, why: string): UserError {
  return new UserError(`${name} is no model: ${why}.`, {
    code: 'not-a-model',
    next: ['Its default export must be a ClusterModel or an EventModel, with at least id, title and setup.'],
  })
}
