import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exerciseSchema } from '../../src/corpus/exercise-schema.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { gradeFile } from '../../src/grading/grade.ts'
import { packageRoot } from '../../src/platform/package-root.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'compendium-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function contractOf(slug: string) {
  const text = readFileSync(path.join(exerciseFolder(slug), 'exercise.yaml'), 'utf8')
  const contract = exerciseSchema.parse(parse(text))
  return { ...contract, shared: contract.shared || contract.may_share }
}

function reference(slug: string): { file: string; text: string } {
  const { file } = contractOf(slug).languages.python ?? { file: '' }
  return { file, text: readFileSync(path.join(exerciseFolder(slug), 'solution', 'python', file), 'utf8') }
}

async function graded(slug: string, name: string, text: string) {
  const dir = path.join(folder, slug, name)
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, reference(slug).file)
  writeFileSync(file, text)
  const contract = contractOf(slug)
  return gradeFile({ file, cwd: dir, pattern: slug, contract, now: () => performance.now() })
}

const unlocked = (text: string): string => text.replaceAll('with self._lock:', 'if True:')

const SHARED = readdirSync(path.join(packageRoot(), 'content', 'patterns')).filter(isShared)

function isShared(slug: string): boolean {
  const file = path.join(exerciseFolder(slug), 'exercise.yaml')
  return existsSync(file) && contractOf(slug).shared
}

it('there are components that threads share', () => expect(SHARED.length).toBeGreaterThan(10))

describe.each(SHARED)('%s, shared by threads', (slug) => {
  it('fails without its lock, and with it passes', async () => {
    const { text } = reference(slug)
    expect(text).toContain('with self._lock:')
    const grade = await graded(slug, 'unlocked', unlocked(text))
    const failing = grade.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
    expect(failing).toEqual(['side-by-side'])
    expect(grade.diagnosis?.ids).toEqual(['unguarded'])
    expect((await graded(slug, 'locked', text)).verdict).toBe('pass')
  })
})

describe('threads of a Python program', () => {
  it('show the same race again with the same seed', async () => {
    const text = unlocked(reference('token-bucket').text)
    const [one, other] = [
      await graded('token-bucket', 'one', text),
      await graded('token-bucket', 'one', text),
    ]
    expect(one).toEqual(other)
  })

  it('may hold a lock for long', async () => {
    const text = reference('token-bucket').text.replace(
      'def _refill(self):',
      'def _refill(self):\n        for _ in range(300):\n            pass',
    )
    expect((await graded('token-bucket', 'long', text)).verdict).toBe('pass')
  })

  it('are seen to wait for each other', async () => {
    const text = reference('token-bucket')
      .text.replace(
        'self._lock = threading.Lock()',
        'self._lock = threading.Lock()\n        self._other = threading.Lock()',
      )
      .replace(
        'def available(self',
        'def available(self):\n        with self._lock, self._other:\n            pass\n        return self._available()\n\n    def _available(self',
      )
      .replace(
        'def try_acquire(self, tokens',
        'def try_acquire(self, tokens):\n        with self._other:\n            return self._try(tokens)\n\n    def _try(self, tokens',
      )
    const grade = await graded('token-bucket', 'two-locks', text)
    expect(grade.diagnosis?.ids).toEqual(['deadlock'])
  })

  it('may use conditions, queues and locks that can be taken again', async () => {
    const text = reference('token-bucket').text.replace(
      'threading.Lock()',
      'threading.Condition(threading.RLock())',
    )
    expect((await graded('token-bucket', 'condition', text)).verdict).toBe('pass')
  })
})
