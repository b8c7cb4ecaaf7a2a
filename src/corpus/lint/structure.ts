import { LOCALES } from '../../messages/locale.ts'
import { lineOf } from '../compile/markdown.ts'
import { LESSON_PARTS } from '../topic.ts'
import type { Rule } from './rule.ts'

/** `folder-slug`: a topic is found by its folder, so the two names must be one. */
export const folderIsSlug: Rule = ({ folder, frontMatter, lessonFile }, problems) => {
  const { slug } = frontMatter.data
  if (slug === folder.slug) return
  const line = frontMatter.yaml.lineOf(['slug'])
  problems.error(lessonFile, line, 'folder-slug', `slug is "${slug}" but the folder is "${folder.slug}"`)
}

/** `eight-parts`: the level-2 headings are the eight parts, in order. `heading-level`: no level is skipped. */
export const eightParts: Rule = ({ tree, lessonFile, topic }, problems) => {
  const headings = tree.children.filter((node) => node.type === 'heading')
  const texts = topic.blocks.filter((block) => block.type === 'heading')
  let before = 1
  for (const heading of headings) {
    if (heading.depth === 1) {
      problems.error(
        lessonFile,
        lineOf(heading),
        'heading-level',
        'the title stands in the front matter: start with ##',
      )
    } else if (heading.depth > before + 1) {
      const message = `a level-${heading.depth} heading follows one of level ${before}`
      problems.error(lessonFile, lineOf(heading), 'heading-level', message)
    }
    before = heading.depth
  }
  const found = texts.filter(({ level }) => level === 2).map(({ id }) => id)
  const wanted = LESSON_PARTS.map((part) => part.toLowerCase())
  const wrong = wanted.findIndex((part, index) => found[index] !== part)
  if (wrong < 0 && found.length === wanted.length) return
  const index = wrong < 0 ? wanted.length : wrong
  const line = headings.filter(({ depth }) => depth === 2)[index]
  const expected = LESSON_PARTS[index] === undefined ? 'no further part' : `the part "${LESSON_PARTS[index]}"`
  const got = found[index] === undefined ? 'the lesson ends' : `"${found[index]}" stands there`
  problems.error(lessonFile, line && lineOf(line), 'eight-parts', `expected ${expected}, but ${got}`)
}

const OTHERS = LOCALES.filter((locale) => locale !== 'en').join('|')

const EXPECTED = [
  /^(lesson\.md|quiz\.yaml|insights\.yaml|simulation\.yaml)$/,
  new RegExp(`^(lesson\\.(${OTHERS})\\.md|(quiz|insights)\\.(${OTHERS})\\.yaml)$`),
  /^exercise\/(exercise\.yaml|hints\.md|mutants\.yaml)$/,
  /^exercise\/cases\/[\w-]+\.txt$/,
  /^exercise\/(starter|solution|mutants)\/(python|typescript|go|java)\/[\w./-]+$/,
]

/** `unexpected-file`: what nothing reads would ship unread. Python leaves its cache beside what it runs. */
export const noStrayFile: Rule = ({ folder }, problems) => {
  for (const file of folder.files.keys()) {
    if (file.includes('__pycache__/') || EXPECTED.some((pattern) => pattern.test(file))) continue
    problems.error(`${folder.path}/${file}`, undefined, 'unexpected-file', 'nothing reads this file')
  }
}

/** `interactive-elements`: what the front matter promises is there, and what is there is named. */
export const interactiveElements: Rule = ({ topic, frontMatter, lessonFile }, problems) => {
  const elements = frontMatter.data.interactive_elements
  const checks = [
    ['simulations', 'simulation.yaml', topic.hasSimulation],
    ['exercises', 'exercise/exercise.yaml', topic.hasExercise],
    ['quizzes', 'quiz.yaml', topic.hasQuiz],
  ] as const
  for (const [name, file, present] of checks) {
    if (elements[name].length > 0 === present) continue
    const message = present
      ? `${file} is there but ${name} names none`
      : `${name} names one but there is no valid ${file}`
    const line = frontMatter.yaml.lineOf(['interactive_elements', name])
    problems.error(lessonFile, line, 'interactive-elements', message)
  }
}
