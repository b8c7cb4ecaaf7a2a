import type { Checker } from '../registry.ts'
import { linearizability } from './check.ts'
import { type Engine, generalEngine, kvEngine, registerEngine } from './engine.ts'
import type { SequentialModel } from './model.ts'
import { queueModel, setModel, stackModel } from './models/collections.ts'
import { kvModel } from './models/kv.ts'
import { casRegisterModel, registerModel } from './models/register.ts'
import { counterModel, mutexModel } from './models/simple.ts'

/** The sequential specifications, by name. */
export const SEQUENTIAL: ReadonlyMap<string, SequentialModel> = new Map(
  [registerModel, casRegisterModel, kvModel, queueModel, stackModel, setModel, counterModel, mutexModel].map(
    (model) => [model.name, model as SequentialModel],
  ),
)

const REGISTERS = new Set([registerModel.name, casRegisterModel.name])

/** The search for a model: the one made for it, where there is one. */
export function engineOf(name: string): Engine {
  const model = SEQUENTIAL.get(name) as SequentialModel
  if (REGISTERS.has(name)) return registerEngine(model)
  return name === kvModel.name ? kvEngine(model) : generalEngine(model)
}

/** The checker of linearizability for one of them. */
export function linearizableChecker(name: string): Checker {
  return linearizability(SEQUENTIAL.get(name) as SequentialModel, engineOf(name))
}
