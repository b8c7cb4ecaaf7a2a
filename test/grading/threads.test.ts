import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gradeFile } from '../../src/grading/grade.ts'
import { SHARED_PATTERNS, sharedContractOf, solutionOf } from './contracts.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'compendium-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const reference = (slug: string) => solutionOf(slug, 'python')

async function graded(slug: string, name: string, text: string) {
  const dir = path.join(folder, slug, name)
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, reference(slug).name)
  writeFileSync(file, text)
  const contract = sharedContractOf(slug)
  return gradeFile({ file, cwd: dir, pattern: slug, contract, now: () => performance.now() })
}

const unlocked = (text: string): string => text.replaceAll('with self._lock:', 'if True:')

it('there are components that threads share', () => expect(SHARED_PATTERNS.length).toBeGreaterThan(10))

describe.each(SHARED_PATTERNS)('%s, shared by threads', (slug) => {
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
