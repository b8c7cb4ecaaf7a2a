import path from 'node:path'
import { historyEdn } from '../../history/write-history.ts'
import { writeTexts } from '../../platform/text-folder.ts'
import type { ClusterRun } from './real/run.ts'

/** Keeps all that is known of a run: its history, its messages, what the nodes logged, and the verdict. */
export async function writeStore(folder: string, run: ClusterRun, grade: object): Promise<void> {
  const texts = new Map<string, string>([
    ['history.edn', historyEdn(run.events)],
    ['messages.jsonl', run.passed.map((one) => `${JSON.stringify(one)}\n`).join('')],
    ['results.json', `${JSON.stringify(grade, jsonValue, 2)}\n`],
  ])
  for (const [node, log] of run.logs) texts.set(path.join('node-logs', `${node}.log`), log)
  await writeTexts(folder, texts)
}

/** Maps and big integers, which JSON does not know. */
function jsonValue(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value)
  return typeof value === 'bigint' ? value.toString() : value
}
