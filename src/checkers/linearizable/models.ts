import type { Checker } from '../registry.ts'
import { linearizability } from './check.ts'
import { type Engine, generalEngine, kvEngine, registerEngine } from './engine.ts'
import type { SequentialModel } from './model.ts'
import { queueModel, setModel, stackModel } from './models/collections.ts'
import { kvModel } from './models/kv.ts'
import { casRegisterModel, registerModel } from './models/register.ts'
import { counterModel, mutexModel } from './models/simple.ts'
import { searchCounter } from './near-linear/counter.ts'
import { patternEngine } from './near-linear/pattern.ts'
import { queuePattern } from './near-linear/queue.ts'
import { setEngine } from './near-linear/set.ts'

/** The sequential specifications, by name. */
export const SEQUENTIAL: ReadonlyMap<string, SequentialModel> = new Map(
  [registerModel, casRegisterModel, kvModel, queueModel, stackModel, setModel, counterModel, mutexModel].map(
    (model) => [model.name, model as SequentialModel],
  ),
)

type EngineFor = (model: SequentialModel) => Engine

/** A counter that changes by one amount is judged along its history, others by the general search. */
const counterEngine: EngineFor = (model) => {
  const general = generalEngine(model)
  return (entries, budget, locate) => searchCounter(entries) ?? general(entries, budget, locate)
}

const ENGINES: Readonly<Record<string, EngineFor>> = {
  [registerModel.name]: registerEngine,
  [casRegisterModel.name]: registerEngine,
  [kvModel.name]: kvEngine,
  [queueModel.name]: (model) => patternEngine(generalEngine(model), queuePattern),
  [setModel.name]: (model) => setEngine(generalEngine(model)),
  [counterModel.name]: counterEngine,
}

/** The search for a model: the one made for it, where there is one. */
export function engineOf(name: string): Engine {
  const model = SEQUENTIAL.get(name) as SequentialModel
  return (ENGINES[name] ?? generalEngine)(model)
}

/** The checker of linearizability for one of them. */
export function linearizableChecker(name: string): Checker {
  return linearizability(SEQUENTIAL.get(name) as SequentialModel, engineOf(name))
}
