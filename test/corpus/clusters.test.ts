import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { loadCluster, loadIndex, loadTopic } from '../../src/corpus/corpus.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { readTree } from '../../src/platform/tree.ts'
import { spreadFiles } from './cluster-fixture.ts'
import { contentFolder, temporaryFolder } from './fixture.ts'

describe('a compiled exercise on a cluster', () => {
  let corpus = ''

  beforeAll(async () => {
    corpus = await temporaryFolder()
    await writeCorpus(await contentFolder(await spreadFiles()), corpus)
  })

  test('is listed in the index and read back whole', () => {
    expect(loadIndex(corpus).clusters).toEqual([
      {
        ...{ id: 'spread', title: 'Spread', lesson: 'timeout' },
        summary: 'Every node comes to know every message.',
        languages: ['python', 'javascript', 'typescript'],
        stages: 3,
      },
    ])
    const exercise = loadCluster('spread', corpus)
    expect(exercise.stages.map(({ id }) => id)).toEqual(['alone', 'others', 'thrift'])
    expect(exercise).toMatchObject({ id: 'spread', mutants: 6, hints: [{ level: 1 }, {}, { level: 3 }] })
    expect(exercise.languages.javascript).toEqual({ file: 'spread.mjs' })
  })

  test('is named at the end of the part Exercises of its lesson', () => {
    const { blocks } = loadTopic('timeout', corpus)
    const quiz = blocks.findIndex((one) => one.type === 'heading' && one.id === 'quiz')
    expect(blocks.slice(quiz - 2, quiz)).toMatchObject([
      { type: 'paragraph' },
      {
        type: 'code',
        text: expect.stringContaining('compendium generate exercise spread --language python'),
      },
    ])
  })
})

const yaml = 'exercise.yaml'
const mutants = 'mutants.yaml'
const edit = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`the fixture does not hold ${from}`)
  return text.replace(from, () => to)
}
const gone = () => undefined

/** What is broken, and what must be reported: file below the exercise, line, rule, part of the message. */
const ERRORS: readonly (readonly [
  string,
  string,
  (text: string) => string | undefined,
  string,
  number | undefined,
  string,
  string,
])[] = [
  ['no hints', 'hints.md', gone, 'hints.md', undefined, 'missing-file', 'needs hints.md'],
  ['no mutants', mutants, gone, mutants, undefined, 'missing-file', 'needs mutants.yaml'],
  [
    'two hints',
    'hints.md',
    edit('## 3. One', 'One'),
    'hints.md',
    undefined,
    'hint-count',
    'there are 2 hints',
  ],
  [
    'hints out of order',
    'hints.md',
    edit('## 2.', '## 3.'),
    'hints.md',
    undefined,
    'hints',
    'is not number 2',
  ],
  [
    'a lesson that is not there',
    yaml,
    edit('lesson: timeout', 'lesson: time'),
    yaml,
    2,
    'unknown-lesson',
    '"time"',
  ],
  [
    'an unknown key',
    yaml,
    edit('title: Spread', 'titel: x\ntitle: Spread'),
    yaml,
    1,
    'exercise',
    'there is no such key',
  ],
  [
    'an unknown option',
    yaml,
    edit('settle: 1}', 'settle: 2, crash: 1}'),
    yaml,
    34,
    'exercise',
    'there is no such key',
  ],
  [
    'no latency in virtual time',
    yaml,
    edit('settle: 1}', 'settle: 2, latency: 0}'),
    yaml,
    34,
    'exercise',
    'must not be 0',
  ],
  ['a stage twice', yaml, edit('id: thrift', 'id: alone'), yaml, 42, 'duplicate-stage', '"alone"'],
  [
    'a workload that is not there',
    yaml,
    edit('workload: broadcast', 'workload: brodcast'),
    yaml,
    33,
    'unknown-workload',
    '"brodcast"',
  ],
  [
    'a citation of nothing',
    yaml,
    edit('Nodes are not', '[@nobody] Nodes are not'),
    yaml,
    4,
    'unknown-source',
    '"nobody"',
  ],
  [
    'a figure without a source',
    yaml,
    edit('Nodes are not', 'In 1999 nodes were not'),
    yaml,
    4,
    'figure-source',
    '1999',
  ],
  [
    'an invisible character',
    yaml,
    edit('Nodes are', 'Nodes \u202eare'),
    yaml,
    13,
    'control-character',
    'U+202E',
  ],
  [
    'no solution in a language',
    'solution/python/spread.py',
    gone,
    'solution/python/spread.py',
    undefined,
    'missing-program',
    'missing',
  ],
  [
    'no starter in a language',
    'starter/typescript/spread.ts',
    gone,
    'starter/typescript/spread.ts',
    undefined,
    'missing-program',
    'missing',
  ],
  [
    'a file that nothing reads',
    yaml,
    edit('python: {file: spread.py}', 'python: {file: other.py}'),
    'solution/python/spread.py',
    undefined,
    'unexpected-file',
    'nothing reads',
  ],
  [
    'five mutants',
    mutants,
    (text) => text.slice(0, text.indexOf('- id: waits')),
    mutants,
    1,
    'mutants',
    'at least six',
  ],
  ['a mutant twice', mutants, edit('id: wrong-key', 'id: forgets'), mutants, 9, 'duplicate-mutant', 'twice'],
  [
    'a mutant of no stage',
    mutants,
    edit('stage: alone', 'stage: together'),
    mutants,
    3,
    'mutant-stage',
    '"together"',
  ],
  [
    'a check that the stage does not make',
    mutants,
    edit('check: history', 'check: targets'),
    mutants,
    4,
    'mutant-check',
    'sets no targets',
  ],
  [
    'a check that no stage makes',
    mutants,
    edit('check: history', 'check: luck'),
    mutants,
    4,
    'mutants',
    'check',
  ],
  [
    'an edit of what is not there',
    mutants,
    edit('self.known.add(new)', 'self.known.ad(new)'),
    mutants,
    7,
    'edit-place',
    '0 times',
  ],
  [
    'an edit of what is there twice',
    mutants,
    edit('        self.known.add(new)\\n', 'self'),
    mutants,
    7,
    'edit-place',
    'not once',
  ],
]

describe('content lint of exercises on clusters', () => {
  test('finds nothing in an exercise in which nothing is wrong', async () => {
    const found = await lintContent(await contentFolder(await spreadFiles()), { workloads: ['broadcast'] })
    expect(found).toEqual({ topics: 1, clusters: 1, incidents: 0, errors: [], warnings: [] })
  })

  test.each(ERRORS)('reports %s', async (_, name, change, file, line, rule, words) => {
    const folder = await contentFolder(await spreadFiles(name, change))
    const { errors } = await lintContent(folder, { workloads: ['broadcast'] })
    const found = errors.filter((one) => one.rule === rule && one.file === `clusters/spread/${file}`)
    expect(found, JSON.stringify(errors, null, 1)).toHaveLength(1)
    expect(found[0]?.message).toContain(words)
    expect(found[0]?.line).toBe(line)
  })

  test('reports a name that a component exercise has', async () => {
    const taken = await readTree(path.join(packageRoot(), 'content', 'patterns', 'bulkhead'))
    const concepts = await readTree(path.join(packageRoot(), 'content', 'concepts'))
    const files = {
      ...Object.fromEntries(concepts.map((one) => [`concepts/${one.path}`, one.text])),
      ...Object.fromEntries(taken.map((one) => [`patterns/bulkhead/${one.path}`, one.text])),
      ...Object.fromEntries(
        Object.entries(await spreadFiles()).map(([file, text]) => [file.replace('spread', 'bulkhead'), text]),
      ),
    }
    const { errors } = await lintContent(await contentFolder(files))
    // The glossary points at patterns and works that this small corpus lacks.
    const ofExercises = errors.filter(({ file }) => !file.startsWith('concepts/'))
    expect(ofExercises).toMatchObject([
      { rule: 'exercise-id', message: expect.stringContaining('bulkhead-nodes') },
    ])
  })

  test('warns of a language with five mutants', async () => {
    const without = edit(
      '    typescript: [{find: "    this.every(\'again\', AGAIN_MS)\\n", replace: ""}]\n',
      '',
    )
    const { errors, warnings } = await lintContent(await contentFolder(await spreadFiles(mutants, without)))
    expect(errors).toEqual([])
    expect(warnings).toMatchObject([{ rule: 'few-mutants', message: 'only 5 mutants are in typescript' }])
  })

  test('warns of a task that says too little', async () => {
    const files = await spreadFiles(yaml, (text) =>
      text.replace(/task: \|[\s\S]*?\nsources/, 'task: Spread.\nsources'),
    )
    const { errors, warnings } = await lintContent(await contentFolder(files))
    expect(errors).toEqual([])
    expect(warnings).toMatchObject([{ rule: 'task-length' }])
  })
})
