import path from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { contentFolder, replaced, theory } from '../corpus/fixture.ts'

/** The program as TypeScript, so that the test needs no build. */
function contentLint(...args: string[]) {
  const program = path.join(packageRoot(), 'bin', 'dev.js')
  return execa(process.execPath, [program, 'content', 'lint', ...args], { reject: false, stdin: 'ignore' })
}

describe('compendium content lint', () => {
  test('exits with 0 when there are only warnings, and prints each on a line', async () => {
    const result = await contentLint(await contentFolder(theory('Then 78 % failed.')))
    expect(result).toMatchObject({ exitCode: 0, stderr: '' })
    expect(result.stdout).toBe(
      'patterns/timeout/lesson.md:29: warning figure-source: "78 %" has no [@source] in its paragraph\n1 topic: 0 errors, 1 warning',
    )
  })

  test('exits with 1 when there are errors, and prints one object with --json', async () => {
    const result = await contentLint(
      await contentFolder(replaced('slug: timeout', 'slug: time-out')),
      '--json',
    )
    expect(result).toMatchObject({ exitCode: 1, stderr: '' })
    expect(JSON.parse(result.stdout)).toMatchObject({
      schemaVersion: 1,
      errors: [
        { file: 'patterns/timeout/lesson.md', line: 2, rule: 'folder-slug', message: expect.any(String) },
      ],
      warnings: [],
    })
  })

  test('exits with 2 when the folder is no content, and says which folder to give', async () => {
    const result = await contentLint('/nowhere')
    expect(result).toMatchObject({ exitCode: 2, stdout: '' })
    expect(result.stderr).toContain('patterns/<slug>/lesson.md')
  })
})
