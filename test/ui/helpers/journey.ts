import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import type { Block, Inline } from '../../../src/corpus/blocks.ts'
import type { Topic } from '../../../src/corpus/topic.ts'
import type { ProgressFact } from '../../../src/learning/events.ts'
import { bulkhead, writeTopics } from '../../learning/helpers/corpus.ts'
import { TestTerminal } from './terminal.ts'

const BIN = path.resolve(import.meta.dirname, '../../../bin/run.js')
const run = promisify(execFile)

/** How a terminal may be: each journey is gone through on each. */
export const SHAPES = [
  { name: '80x24', columns: 80, rows: 24, env: {} },
  { name: '120x40', columns: 120, rows: 40, env: {} },
  { name: 'no-color', columns: 80, rows: 24, env: { NO_COLOR: '1' } },
] as const

const text = (words: string): Inline => ({ type: 'text', text: words })
const paragraph = (...children: readonly Inline[]): Block => ({ type: 'paragraph', children })
const heading = (id: string, words: string): Block => ({
  type: 'heading',
  level: 2,
  id,
  children: [text(words)],
})
const link = (href: string, words: string): Inline => ({ type: 'link', href, children: [text(words)] })

const filler = 'A sentence of a lesson that goes on for long enough to be wrapped where the screen is narrow.'
const FLOW = ['┌────────┐   ┌──────┐', '│ caller │──▶│ pool │', '└────────┘   └──────┘'].join('\n')

/** A lesson of several pages, with a diagram, and links to itself and to the bulkhead. */
export const breaker: Topic = {
  ...bulkhead,
  slug: 'breaker',
  title: 'Breaker',
  description: 'Stop calling what is broken.',
  minutes: 12,
  blocks: [
    heading('overview', 'Overview'),
    paragraph(
      text('A breaker is not a '),
      link('../bulkhead/lesson.md', 'bulkhead'),
      text('; see '),
      link('#theory', 'the theory'),
      text(' for when it opens.'),
    ),
    ...Array.from({ length: 14 }, (_, index) => paragraph(text(`${index + 1}. ${filler}`))),
    heading('theory', 'Theory'),
    { type: 'diagram', source: '', text: FLOW, alt: 'A caller takes a place in a pool.' },
    ...Array.from({ length: 14 }, (_, index) => paragraph(text(`The trial call ${index + 1}. ${filler}`))),
  ],
}

/** A learner with a home, a folder to work in and a small corpus; none of it is anybody's. */
export class Journey {
  readonly folder: string
  private terminal: TestTerminal | undefined

  private constructor(folder: string) {
    this.folder = folder
  }

  static async begin(topics: readonly Topic[] = [bulkhead, breaker]): Promise<Journey> {
    const journey = new Journey(await mkdtemp(path.join(os.tmpdir(), 'journey-')))
    await writeTopics(path.join(journey.folder, 'corpus'), topics)
    await mkdir(path.join(journey.folder, 'work'))
    return journey
  }

  get env(): Record<string, string> {
    const { folder } = this
    return { COMPENDIUM_HOME: path.join(folder, 'home'), COMPENDIUM_CORPUS: path.join(folder, 'corpus') }
  }

  /** Something was done on 1 January 2026. */
  async did(...facts: readonly ProgressFact[]): Promise<void> {
    const events = facts.map((fact, place) => ({
      ...fact,
      id: `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`,
      atMs: Date.UTC(2026, 0, 1) + place,
    }))
    const file = path.join(this.folder, 'log.json')
    await writeFile(file, JSON.stringify({ schemaVersion: 1, events }))
    await this.json('progress', 'import', file)
  }

  async json(...words: readonly string[]): Promise<Record<string, unknown>> {
    const env = { ...process.env, ...this.env }
    const { stdout } = await run(process.execPath, [BIN, ...words, '--json'], { env })
    return JSON.parse(stdout)
  }

  open(
    words: readonly string[],
    { columns = 80, rows = 24, env = {} }: ConstructorParameters<typeof TestTerminal>[1] = {},
  ): TestTerminal {
    const work = path.join(this.folder, 'work')
    const command = ['sh', '-c', 'cd "$0" && exec "$@"', work, process.execPath, BIN, ...words]
    this.terminal = new TestTerminal(command, { columns, rows, env: { ...this.env, ...env } })
    return this.terminal
  }

  async end(): Promise<void> {
    await this.terminal?.close()
    await rm(this.folder, { recursive: true })
  }
}

/** Compares the screen with the one that is kept as text; the learner's folder is called ~ in it. */
export async function expectScreen(terminal: TestTerminal, name: string, journey?: Journey): Promise<void> {
  const rows = terminal.screen().map((row) => (journey ? row.replaceAll(journey.folder, '~') : row))
  const file = path.resolve(import.meta.dirname, '../screens/golden', `${name}.txt`)
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(file)
}
