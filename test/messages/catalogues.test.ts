import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { authoringMessages } from '../../src/messages/authoring/index.ts'
import { callMessages } from '../../src/messages/calls/index.ts'
import { type Catalogue, messagesIn } from '../../src/messages/catalogue.ts'
import { cliMessages } from '../../src/messages/cli/index.ts'
import { doctorMessages } from '../../src/messages/doctor/index.ts'
import { glossaryMessages } from '../../src/messages/glossary/index.ts'
import { gradingMessages } from '../../src/messages/grading/index.ts'
import { incidentMessages } from '../../src/messages/incidents/index.ts'
import { LOCALES } from '../../src/messages/locale.ts'
import { machineMessages } from '../../src/messages/machine/index.ts'
import { progressMessages } from '../../src/messages/progress/index.ts'
import { projectMessages } from '../../src/messages/projects/index.ts'
import { screenMessages } from '../../src/messages/screens/index.ts'
import { searchMessages } from '../../src/messages/search/index.ts'
import { simulatingMessages } from '../../src/messages/simulating/index.ts'
import { studyMessages } from '../../src/messages/study/index.ts'
import { troubleMessages } from '../../src/messages/trouble/index.ts'
import { usageMessages } from '../../src/messages/usage/index.ts'
import { watchingMessages } from '../../src/messages/watching/index.ts'

const root = path.resolve(import.meta.dirname, '../..')
const catalogues: Readonly<Record<string, Catalogue<object>>> = {
  authoring: authoringMessages,
  calls: callMessages,
  cli: cliMessages,
  doctor: doctorMessages,
  glossary: glossaryMessages,
  incidents: incidentMessages,
  grading: gradingMessages,
  machine: machineMessages,
  progress: progressMessages,
  projects: projectMessages,
  screens: screenMessages,
  search: searchMessages,
  simulating: simulatingMessages,
  study: studyMessages,
  trouble: troubleMessages,
  usage: usageMessages,
  watching: watchingMessages,
}

type Message = string | ((values: object) => string)

/** `headings.usage` and so on, with what stands there. */
function flat(messages: object, before = ''): [key: string, message: Message][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'object' ? flat(value, `${before}${key}.`) : [[before + key, value as Message] as const],
  ) as [string, Message][]
}

/** The names of the values that a message asks for, and that appear in what it says. */
function placeholders(message: Message): string {
  if (typeof message === 'string') return ''
  const asked = new Set<string>()
  const get = (_: object, name: string | symbol) => {
    asked.add(String(name))
    return 7_000 + String(name).length
  }
  const values = new Proxy({}, { get })
  const text = message(values)
  expect(text).not.toMatch(/undefined|NaN|\[object/)
  const shown = [...asked].filter((name) => text.includes(String(7_000 + name.length)))
  return `asked ${[...asked].sort()}; shown ${shown.sort()}`
}

it('every surface is tested here', () => {
  const folders = readdirSync(path.join(root, 'src/messages'), { withFileTypes: true })
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(names.sort()).toEqual(Object.keys(catalogues).sort())
})

describe.each(Object.entries(catalogues))('the messages of %s', (_, catalogue) => {
  it.each(LOCALES.slice(1))('are all there in %s, with the same values in them', async (locale) => {
    const english = flat(catalogue.en)
    const other = flat(await messagesIn(catalogue, locale))
    const outline = (messages: typeof english) => messages.map(([key, one]) => `${key}: ${placeholders(one)}`)
    expect(english.length).toBeGreaterThan(10)
    expect(outline(other).sort()).toEqual(outline(english).sort())
  })

  it.each(LOCALES.slice(1))('are other sentences in %s', async (locale) => {
    const english = new Map(flat(catalogue.en))
    const other = flat(await messagesIn(catalogue, locale))
    const same = other.filter(([key, one]) => typeof one === 'string' && one === english.get(key))
    expect(same).toEqual([])
  })
})

it('the program says of itself in English what its package says', () => {
  const { description } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  expect(cliMessages.en).toHaveProperty('about', description)
})

/** Modules whose sentences live in catalogues. */
const MOVED = [
  'src/doctor',
  'src/report/answer-text.ts',
  'src/report/concept-graph-text.ts',
  'src/report/concept-list-text.ts',
  'src/report/concept-text.ts',
  'src/report/dashboard',
  'src/report/incident-list-text.ts',
  'src/report/incident-text.ts',
  'src/report/papers-text.ts',
  'src/report/progress-text.ts',
  'src/report/achievements-text.ts',
  'src/report/home-text.ts',
  'src/report/home-standing.ts',
  'src/report/review-text.ts',
  'src/report/session-text.ts',
  'src/report/simulation-text.ts',
  'src/report/scenario-list-text.ts',
  'src/report/assertion-text.ts',
  'src/report/shrunk-text.ts',
  'src/report/fault-text.ts',
  'src/report/verdict-text.ts',
  'src/report/cluster-text.ts',
  'src/report/cluster/exercise-text.ts',
  'src/report/cluster/story-text.ts',
  'src/report/project-text.ts',
  'src/report/explanation-text.ts',
  'src/report/hint-text.ts',
  'src/report/check-text.ts',
  'src/report/history-timeline.ts',
  'src/report/insight-text.ts',
  'src/report/quiz-text.ts',
  'src/report/question-kind.ts',
  'src/report/path-text.ts',
  'src/report/recommendation-text.ts',
  'src/report/topic-list-text.ts',
  'src/report/lesson-text.ts',
  'src/report/certify-text.ts',
  'src/report/risks-text.ts',
  'src/report/search-text.ts',
  'src/report/worded-text.ts',
  'src/report/doctor-text.ts',
  'src/corpus/glossary/glossary.ts',
  'src/corpus/glossary/paper.ts',
  'src/grading/any-exercise.ts',
  'src/grading/exercise.ts',
  'src/authoring/content.ts',
  'src/authoring/audit/shape.ts',
  'src/authoring/scaffold/scaffold.ts',
  'src/authoring/schemas/json-schema.ts',
  'src/authoring/stats/targets.ts',
  'src/corpus/content-folder.ts',
  'src/report/scaffold-text.ts',
  'src/generation/catalog.ts',
  'src/generation/choose-options.ts',
  'src/generation/choose-patterns.ts',
  'src/generation/compare.ts',
  'src/generation/dashboard/generate-dashboard.ts',
  'src/generation/generate-project.ts',
  'src/generation/k8s/generate-k8s.ts',
  'src/generation/project-facts.ts',
  'src/generation/project-name.ts',
  'src/generation/questions.ts',
  'src/generation/summary.ts',
  'src/generation/unknown-name.ts',
  'src/generation/write.ts',
  'src/incidents/query.ts',
  'src/search/load.ts',
  'src/search/worded/check-answer.ts',
  'src/risks/explain-code.ts',
  'src/risks/load.ts',
  'src/learning/recommend',
  'src/learning/items/prerequisite-note.ts',
  'src/learning/paths',
  'src/learning/questions',
  'src/learning/certify/exam.ts',
  'src/learning/certify/issue.ts',
  'src/learning/certify/read-certificate.ts',
  'src/learning/certify/requirements',
  'src/learning/certify/sitting.ts',
  'src/learning/certify/verify.ts',
  'src/learning/classroom/assignments.ts',
  'src/learning/classroom/learner.ts',
  'src/learning/classroom/own-data.ts',
  'src/learning/classroom/roster.ts',
  'src/learning/answers.ts',
  'src/learning/backup.ts',
  'src/learning/exchange.ts',
  'src/learning/load-progress.ts',
  'src/learning/passed.ts',
  'src/learning/record.ts',
  'src/learning/reset.ts',
  'src/learning/review',
  'src/learning/seen-hints.ts',
  'src/learning/store-error.ts',
  'src/learning/store-trouble.ts',
  'src/ui/components/help-page.tsx',
  'src/ui/journeys',
  'src/ui/linear/linear-home.ts',
  'src/ui/linear/linear-choice.ts',
  'src/ui/linear/linear-cluster.ts',
  'src/ui/linear/linear-exam.ts',
  'src/ui/linear/linear-exercise.ts',
  'src/ui/linear/linear-quiz.ts',
  'src/ui/linear/linear-reader.ts',
  'src/ui/linear/linear-review.ts',
  'src/ui/linear/linear-simulation.ts',
  'src/ui/screens/choice',
  'src/ui/screens/cluster/bindings.ts',
  'src/ui/screens/cluster/canvas.ts',
  'src/ui/screens/cluster/caption-rows.ts',
  'src/ui/screens/cluster/clock-line.ts',
  'src/ui/screens/cluster/cluster-lines.ts',
  'src/ui/screens/cluster/command-line.ts',
  'src/ui/screens/cluster/controls.ts',
  'src/ui/screens/cluster/cut.ts',
  'src/ui/screens/cluster/cuts.ts',
  'src/ui/screens/cluster/logs.ts',
  'src/ui/screens/cluster/moves.ts',
  'src/ui/screens/cluster/open-cluster.tsx',
  'src/ui/screens/cluster/pages.ts',
  'src/ui/screens/cluster/ring.ts',
  'src/ui/screens/cluster/run-command.ts',
  'src/ui/screens/cluster/side-panel.ts',
  'src/ui/screens/cluster/signs.ts',
  'src/ui/screens/cluster/state.ts',
  'src/ui/screens/cluster/timeline.ts',
  'src/ui/screens/cluster/update.ts',
  'src/ui/screens/cluster/view.tsx',
  'src/ui/screens/exam',
  'src/ui/screens/exercise',
  'src/ui/screens/home',
  'src/ui/screens/quiz',
  'src/ui/screens/reader',
  'src/ui/screens/review',
  'src/ui/screens/simulation',
  'src/ui/watch-simulation.ts',
  'src/platform/chat-endpoint.ts',
  'src/platform/class-url.ts',
  'src/platform/file-error.ts',
  'src/platform/signing-key.ts',
  'src/platform/terminal.ts',
  'src/cli/export-files.ts',
  'src/cli/main.ts',
  'src/cli/overview.ts',
  'src/cli/reporter.ts',
  'src/cli/seed-progress.ts',
  'src/cli/show-error.ts',
  'src/cli/test-subject.ts',
  'src/cli/usage-error.ts',
  'src/cli/command-help.ts',
]

/** Two words, or one that begins a sentence: what somebody reads, not a name, a path or a command. */
const SENTENCE = /[A-Za-z]{2,}[,.:]? [A-Za-z]{2,}|^[A-Z][a-z]{2,}/

/** Commands and flags to type, the name of the program, what a setup calls the faults of its seed, verdicts, and names that others gave. */
const NO_SENTENCE =
  /^(- | *)(compendium |promtool |kubectl |--[a-z])|^Compendium\.?$|^of the seed$|^(VALID|NOT VALID|UNKNOWN)$|^Bearer $|^TimeoutError$|^Dockerfile$|^Deployment$|^StatefulSet$|^ ?et al\.$/

function filesBelow(place: string): string[] {
  if (/\.tsx?$/.test(place)) return [place]
  return readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${place}/${name}`)
}

/** The texts of a module that a learner could read: not imports, not commands to type, not what is thrown at ourselves. */
function sentencesIn(file: string, text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Error') return
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
    if (isText && SENTENCE.test(node.text) && !NO_SENTENCE.test(node.text)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  visit(source)
  return found
}

describe('modules that were moved', () => {
  it.each(MOVED.flatMap(filesBelow))('%s holds no sentence of its own', (file) => {
    expect(sentencesIn(file, readFileSync(path.join(root, file), 'utf8'))).toEqual([])
  })

  it('are looked at in earnest', () => {
    const text = [
      "import a from 'some long path here'",
      "const b = 'Nothing is due'",
      'const c = `$' + '{b} topics were read`',
      "const d = ['Topic', 'compendium learn consensus', 'overview', 'a-b']",
      "throw new Error('a fault of ours')",
    ].join('\n')
    expect(sentencesIn('x.ts', text)).toEqual(['Nothing is due', ' topics were read', 'Topic'])
  })
})
