import type { QuizQuestion } from '../topic.ts'
import type { Citations } from './citations.ts'
import { inlineMarkdown } from './inlines.ts'
import type { Problems } from './problem.ts'
import type { MeasureRun } from './questions/measured.ts'
import type { QuestionContext } from './questions/question-type.ts'
import { authoredType } from './questions/registry.ts'
import type { QuizFile } from './schemas.ts'
import type { YamlData } from './yaml-data.ts'

/** What a quiz is compiled with. */
export interface QuizTools {
  readonly citations: Citations
  readonly problems: Problems
  /** Without it questions about runs are left out, with a warning. */
  readonly measure: MeasureRun | undefined
}

/** The questions that can be asked, in the order of the file; why one cannot is reported. */
export async function compileQuiz(file: QuizFile, yaml: YamlData, tools: QuizTools): Promise<QuizQuestion[]> {
  const compiled: QuizQuestion[] = []
  for (const [index, question] of file.questions.entries()) {
    if (question.type === 'predict' && tools.measure === undefined) {
      const line = yaml.lineOf(['questions', index])
      tools.problems.warning(
        yaml.file,
        line,
        'predict',
        `"${question.id}" was left out: no simulator is at hand`,
      )
      continue
    }
    const made = await authoredType(question).compile(question, contextOf(['questions', index], yaml, tools))
    if (made !== undefined) compiled.push(made)
  }
  return compiled
}

function contextOf(
  place: readonly PropertyKey[],
  yaml: YamlData,
  { citations, problems, measure }: QuizTools,
): QuestionContext {
  const line = (path: readonly PropertyKey[]) => yaml.lineOf([...place, ...path])
  const inlineContext = { file: yaml.file, problems, citations, definitions: new Map() }
  const inline = (text: string, path: readonly PropertyKey[]) =>
    inlineMarkdown(text, line(path), inlineContext)
  return {
    inline,
    choices: (written, key) =>
      written.map(({ id, text }, at) => ({ id, text: inline(text, [key, at, 'text']) })),
    measure: (run) => {
      if (measure === undefined) throw new Error('no simulator is at hand')
      return measure(run)
    },
    error: (path, rule, message) => problems.error(yaml.file, line(path), rule, message),
  }
}
