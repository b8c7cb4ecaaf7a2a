import { describe, expect, test } from 'vitest'
import { readContent } from '../../src/authoring/content.ts'
import { runBlocks } from '../../src/authoring/run-blocks/run-blocks.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { contentFolder, theory } from '../corpus/fixture.ts'

const lesson = 'patterns/timeout/lesson.md'
const block = (mark: string, code: string, output?: string) =>
  `\`\`\`${mark}\n${code}\n\`\`\`${output === undefined ? '' : `\n\n\`\`\`text output\n${output}\n\`\`\``}`

async function run(markdown: string, timeoutMs?: number) {
  const { corpus } = await readContent(await contentFolder(theory(markdown)))
  return runBlocks(corpus, timeoutMs === undefined ? {} : { timeoutMs })
}

describe('blocks of code that are marked runnable', () => {
  test.each([
    ['python', 'print(1 + 1)', '2'],
    ['javascript', "import path from 'node:path'\nconsole.log(path.posix.join('a', 'b'))", 'a/b'],
    ['typescript', 'const n: number = 3\nconsole.log(n)', '3'],
    ['sh', 'echo one\nls', 'one\nblock.sh'],
  ])('in %s run, and print what stands behind them', async (language, code, output) => {
    expect(await run(block(`${language} runnable`, code, output))).toEqual({ ran: 1, problems: [] })
  })

  test.each([
    [
      'raises',
      block('python runnable', 'raise ValueError("no")'),
      'code-fails',
      'ends with 1: ValueError: no',
    ],
    ['does not parse', block('ts runnable', 'const = 3'), 'code-fails', 'Expected'],
    ['fails half way', block('sh runnable', 'false\necho on'), 'code-fails', 'ends with 1'],
    ['prints something else', block('js runnable', 'console.log(1)', '2'), 'code-output', '"1", not "2"'],
    [
      'asks for more memory than it gets',
      block(
        'python runnable',
        'x = bytearray(3 * 1024 ** 3)\nfor i in range(0, len(x), 4096): x[i] = 1\nimport time\ntime.sleep(5)',
      ),
      'code-fails',
      'was ended: memory',
    ],
  ])('is reported where it %s', async (_, markdown, rule, message) => {
    const { problems } = await run(markdown)
    expect(problems).toMatchObject([{ severity: 'error', file: lesson, line: 29, rule }])
    expect(problems[0]?.message).toContain(message)
  })

  test('one that never ends is ended', async () => {
    const { problems } = await run(block('python runnable', 'while True: pass'), 300)
    expect(problems).toMatchObject([{ rule: 'code-fails', message: 'it has not ended after 0.3 s' }])
  })

  test('what is not marked is left alone, and so is what stands in a quiz', async () => {
    expect(await run(block('python', 'raise ValueError'))).toEqual({ ran: 0, problems: [] })
  })

  test('those in lists and quotes run too', async () => {
    const { ran, problems } = await run(
      '- a\n\n  ```python runnable\n  raise ValueError\n  ```\n\n> ```sh runnable\n> exit 3\n> ```',
    )
    expect({ ran, rules: problems.map(({ line }) => line) }).toEqual({ ran: 2, rules: [31, 35] })
  })

  test('in a language that nobody runs they are an error of the lint, without running anything', async () => {
    const { errors } = await lintContent(await contentFolder(theory(block('cobol runnable', 'STOP RUN.'))))
    expect(errors).toMatchObject([{ file: lesson, line: 29, rule: 'runnable-language' }])
  })
})
