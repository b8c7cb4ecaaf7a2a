import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { measure, typical } from './measure.mjs'

const root = path.dirname(import.meta.dirname)
const bin = path.join(root, 'bin', 'run.js')

/** The end of a synchronized update: the terminal now shows a whole frame. */
const FRAME_END = '\u001B[?2026l'
const WORDS = 30_000
const SENTENCE =
  'A leader that hears from no majority must not answer, since another one may have been elected meanwhile.'

/**
 * A chapter of 30,000 words on the screen, over the start of the program, which is that of `learn --json` on the same corpus:
 * what drawing it, Ink and the first frame cost.
 * @returns {import('./rows.mjs').Row[]}
 */
export function chapter(home) {
  const corpus = path.join(home, 'chapter')
  writeCorpus(corpus)
  const env = { COMPENDIUM_HOME: home, COMPENDIUM_CORPUS: corpus }
  const results = measure(
    [
      { name: 'start', argv: [process.execPath, bin, 'learn', '--json'], env },
      {
        name: 'open',
        argv: [process.execPath, bin, 'learn', 'chapter', '--interactive'],
        env,
        until: FRAME_END,
      },
      { name: 'home', argv: [process.execPath, bin], env, until: FRAME_END },
    ],
    { warmups: 2, runs: 11 },
  )
  // What comes after the first frame (the rest of the chapter, saving progress) nobody waits for: so this is time, not work.
  const over = (name) => typical(results, name, 'wallMs') - typical(results, 'start', 'wallMs')
  return [
    row('a chapter of 30,000 words on the screen, over the start', over('open'), 150),
    row('home on the screen, over the start', over('home'), 150),
  ]
}

function row(name, value, limit) {
  return { row: name, value, limit, unit: 'ms', ok: value <= limit }
}

/** One topic as the build writes it, with paragraphs, lists, tables and code, under 300 headings. */
function writeCorpus(folder) {
  const blocks = []
  const perSection = 6
  const words = SENTENCE.split(' ').length
  const text = (value) => [{ type: 'text', text: value }]
  const paragraph = (value) => ({ type: 'paragraph', children: text(value) })
  for (let section = 0; blocks.length === 0 || section * perSection * words < WORDS; section += 1) {
    blocks.push({ type: 'heading', level: 2, id: `part-${section}`, children: text(`Part ${section}`) })
    blocks.push(paragraph(`${SENTENCE} ${SENTENCE} ${SENTENCE}`))
    const item = { children: [paragraph(SENTENCE)] }
    blocks.push({ type: 'list', ordered: false, start: 1, tight: true, items: [item, item] })
    blocks.push({
      type: 'code',
      language: 'python',
      text: 'def majority(n: int) -> int:\n    return n // 2 + 1',
    })
    blocks.push({
      type: 'table',
      align: ['left', 'left'],
      header: [text('when'), text('what')],
      rows: [[text('always'), text(SENTENCE)]],
    })
  }
  const item = {
    ...{
      slug: 'chapter',
      kind: 'pattern',
      title: 'Chapter',
      description: 'A long one.',
      category: 'resilience',
    },
    ...{ difficulty: 'beginner', minutes: 120, hasQuiz: false, hasExercise: false, hasSimulation: false },
  }
  const metadata = {
    ...{
      prerequisites: { concepts: [], patterns: [] },
      learningOutcomes: [],
      laws: [],
      pillars: [],
      tags: [],
    },
    interactiveElements: { simulations: [], exercises: [], quizzes: [] },
    related: { papers: [], patterns: [], tools: [] },
    ...{ lastReviewed: '2026-11-21', contributors: [], words: WORDS },
  }
  mkdirSync(path.join(folder, 'topics'), { recursive: true })
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify({ items: [item], clusters: [] }))
  const graph = { concepts: [], topics: [], clusters: [], paths: [] }
  writeFileSync(path.join(folder, 'graph.json'), JSON.stringify(graph))
  const topic = { ...item, blocks, quiz: [], sources: [], metadata }
  writeFileSync(path.join(folder, 'topics', 'chapter.json'), JSON.stringify(topic))
}
