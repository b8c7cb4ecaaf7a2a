import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Operation } from '../../../src/history/operation.ts'
import { pairOperations } from '../../../src/history/pair.ts'
import { HistoryReader } from '../../../src/history/read-history.ts'

const golden = process.env['COMPENDIUM_GOLDEN'] ?? join(import.meta.dirname, '../../../../shared/golden')
const folder = join(golden, 'maelstrom')

/** Real histories with their official verdicts; they are not part of the project. */
export const hasGolden = existsSync(join(folder, 'INDEX.tsv'))

export interface GoldenHistory {
  readonly file: string
  readonly workload: string
  /** Of the whole run, with the checks of exceptions and of statistics. */
  readonly official: string
}

export function goldenHistories(): GoldenHistory[] {
  if (!hasGolden) return []
  const lines = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => {
    const [file = '', workload = '', , , official = ''] = line.split('\t')
    return { file, workload, official }
  })
}

export function goldenOperations({ file }: GoldenHistory): Operation[] {
  const reader = new HistoryReader()
  reader.push(readFileSync(join(folder, `${file}.history.edn`)))
  return pairOperations(reader.end().events)
}

/** What the official results say of the workload alone, as text. */
export function goldenWorkload({ file }: GoldenHistory): string {
  const results = readFileSync(join(folder, `${file}.results.edn`), 'utf8')
  return results.slice(results.indexOf(':workload {'))
}
