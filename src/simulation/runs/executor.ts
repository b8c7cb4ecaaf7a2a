import { type WorkerOptions, WorkerThread } from '../../platform/worker-thread.ts'
import type { Scenario } from '../kernel/scenario.ts'
import { fileIn } from './file-in.ts'
import { looksLikeFile } from './looks-like-file.ts'
import { modelError } from './model-errors.ts'
import type { DataFile } from './read-data.ts'
import { loadSource, type ScenarioSource } from './source.ts'
import { perform, type Question, type ScenarioInfo, type TaskKind, type Tasks } from './task.ts'

/** Answers one question after the other, here or in a thread of its own. */
export interface Asked {
  ask<K extends TaskKind>(kind: K, task: Tasks[K][0]): Promise<Tasks[K][1]>
}

/** Whoever can run a scenario, on this thread and, when it pays, on others. */
export interface Executor extends Asked {
  readonly info: ScenarioInfo
  /** File of a model of the user's own, as typed. */
  readonly model?: string
  /** Another thread with the same scenario. All are stopped by `close`. */
  spread(): Asked
  close(): Promise<void>
}

type Limits = Required<Omit<WorkerOptions, 'data'>>

/** A run beats every few thousand events; one that does not for so long is taken for one that never stops. */
const LIMITS: Limits = { silenceMs: 10_000, memoryMb: 1024 }

/** By the id of a scenario, or by the path of a model. @throws UserError (exit 2) for what is neither. */
export async function openExecutor(name: string, cwd: string): Promise<Executor> {
  if (looksLikeFile(name)) return openModel(fileIn(cwd, name))
  // A scenario of the catalogue runs right here: a single run then costs no thread.
  const source: ScenarioSource = { kind: 'catalogue', id: name }
  return localExecutor(await loadSource(source), source)
}

function localExecutor(scenario: Scenario, source: ScenarioSource): Executor {
  const threads = new Threads(source)
  return {
    info: perform(scenario, { kind: 'describe', task: null }),
    ask: async (kind, task) => perform(scenario, { kind, task }),
    spread: () => threads.open(),
    close: () => threads.close(),
  }
}

/** The user's own model never runs on our thread: it may not stop. */
export async function openModel(file: DataFile, limits = LIMITS): Promise<Executor> {
  const { compileModel } = await import('./compile-model.ts')
  const compiled = await compileModel(file)
  const threads = new Threads({ kind: 'model', name: file.name, file: compiled.file }, limits)
  const close = async () => {
    await threads.close()
    compiled.remove()
  }
  try {
    const first = threads.open()
    const info = await first.ask('describe', null)
    return { info, model: file.name, ask: first.ask, spread: () => threads.open(), close }
  } catch (error) {
    await close()
    throw error
  }
}

class Threads {
  readonly #open: WorkerThread[] = []
  readonly #source: ScenarioSource
  readonly #limits: Limits | undefined

  constructor(source: ScenarioSource, limits?: Limits) {
    this.#source = source
    this.#limits = limits
  }

  open(): Asked {
    const source = this.#source
    const thread = new WorkerThread({ data: source, ...this.#limits })
    this.#open.push(thread)
    return {
      ask: async <K extends TaskKind>(kind: K, task: Tasks[K][0]) => {
        const question: Question<K> = { kind, task }
        try {
          return (await thread.ask(question)) as Tasks[K][1]
        } catch (error) {
          throw source.kind === 'model' ? modelError(error, source.name) : error
        }
      },
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((thread) => thread.stop()))
    this.#open.length = 0
  }
}
