import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { packageRoot } from '../../src/platform/package-root.ts'
import { contentFolder, type Files, QUIZ } from '../corpus/fixture.ts'

const lesson = 'patterns/timeout/lesson.md'

const INSIDE = `### How it works inside

**Concurrency.** One timer for each call.

**Failure modes, and what to do.** The answer comes late.

- **Resource use:** a timer each.
- **Tuning.** The wait.

#### On the wire

Nothing.

\`\`\`mermaid
flowchart LR
  accDescr: A calls B
  A --> B
\`\`\`
`

const PRACTICE = `### Why not something else?

**A deadline.** It is handed on.

| Way | Bound |
| --- | --- |
| timeout | one call |

### Misconceptions

**It ends the work.** No.
`

/** The small topic with all that the audit asks for, changed as `files` says. */
export async function wholeContent(files: Files = {}): Promise<string> {
  return contentFolder({
    'audit.yaml': await readFile(path.join(packageRoot(), 'content', 'audit.yaml'), 'utf8'),
    'patterns/timeout/quiz.yaml': quizOf(5),
    ...files,
    [lesson]: (text) => {
      const whole = text
        .replace('\n## Practice\n\nText.\n', `\n${INSIDE}\n## Practice\n\n${PRACTICE}`)
        .replace('\n## Examples\n\nText.\n', '\n## Examples\n\nA system does it [@fallacies].\n')
      const change = files[lesson]
      return typeof change === 'function' ? change(whole) : (change ?? whole)
    },
  })
}

/** The quiz of the fixture with its question so many times. */
export function quizOf(count: number): string {
  const [head = '', ...lines] = QUIZ.split('\n')
  const question = lines.join('\n')
  const all = Array.from({ length: count }, (_, at) => question.replace('id: first', `id: q${at}`))
  return `${head}\n${all.join('')}`
}
