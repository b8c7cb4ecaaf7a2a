import path from 'node:path'
import type { Operation } from '../../history/operation.ts'
import { historyEdn } from '../../history/write-history.ts'
import { writeTexts } from '../../platform/text-folder.ts'
import type { ClusterRun } from './cluster-run.ts'
import type { ClusterGrade } from './grade-cluster.ts'
import { resultsEdn } from './results-edn.ts'
import { pictureOf, type RunPicture } from './story/picture.ts'
import type { Workload } from './workloads/workload.ts'

/** A run and what was found of it. */
export interface KeptRun {
  readonly run: ClusterRun
  readonly workload: Workload
  readonly operations: readonly Operation[]
  readonly grade: ClusterGrade
}

/** Draws a run: texts of files by their names. */
export type DrawRun = (
  picture: RunPicture,
  grade: ClusterGrade,
) => Promise<ReadonlyMap<string, string>> | ReadonlyMap<string, string>

/** Keeps all that is known of a run: its history, its messages, what the nodes logged, the verdict, and pictures. */
export async function writeStore(folder: string, kept: KeptRun, draw?: DrawRun): Promise<void> {
  const { run, workload, operations, grade } = kept
  const texts = new Map<string, string>([
    ['history.edn', historyEdn(run.events)],
    ['messages.jsonl', messagesText(run)],
    ['results.json', `${JSON.stringify(grade, jsonValue, 2)}\n`],
    ['results.edn', resultsEdn(grade)],
  ])
  for (const [node, log] of run.logs) texts.set(path.join('node-logs', `${node}.log`), log)
  const drawn = await draw?.(pictureOf(run, workload, operations, grade.story), grade)
  for (const [name, text] of drawn ?? []) texts.set(name, text)
  await writeTexts(folder, texts)
}

/** What was not kept stands as one line where it would be. */
function messagesText({ passed, leftOut }: ClusterRun): string {
  const lines: object[] = [...passed]
  if (leftOut !== undefined) {
    const { count, fromUs, toUs } = leftOut
    lines.splice(leftOut.at, 0, { what: 'left-out', count, fromUs, toUs })
  }
  return lines.map((one) => `${JSON.stringify(one)}\n`).join('')
}

/** Maps and big integers, which JSON does not know. */
function jsonValue(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value)
  return typeof value === 'bigint' ? value.toString() : value
}
