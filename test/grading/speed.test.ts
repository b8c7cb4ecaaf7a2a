import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { growsWithSize } from '../../src/grading/speed.ts'
import type { Grade } from '../../src/grading/verdict.ts'
import { contractOf } from './contracts.ts'
import { FIXTURES, fileWith, grade, solutionFile } from './helpers.ts'

const folder = exerciseFolder('lru-cache')
const contract = contractOf('lru-cache')

function timed(file: string): Promise<Grade> {
  return grade(file, { pattern: 'lru-cache', contract, speed: true })
}

describe('the speed of a program that passes', { timeout: 60_000 }, () => {
  it('is told beside that of the reference', async () => {
    const { verdict, speed } = await timed(path.join(folder, 'solution', 'python', 'lru_cache.py'))
    expect(verdict).toBe('pass')
    expect(speed?.operationsPerSecond).toBeGreaterThan(1000)
    expect(speed?.reference.operationsPerSecond).toBeGreaterThan(1000)
  })

  it('is judged by how its cost grows, more than the reference does', () => {
    const reading = (operationsPerSecond: number, growth: number) => ({ operationsPerSecond, growth })
    expect(growsWithSize(reading(40, 1.4), reading(100, 0.8))).toBe(false)
    expect(growsWithSize(reading(40, 1.6), reading(100, 0.8))).toBe(true)
    expect(growsWithSize(reading(60, 1.6), reading(100, 0.8))).toBe(false)
    expect(growsWithSize(reading(40, 2), reading(100, 1.4))).toBe(false)
  })

  it('is called out when entries are searched one by one', async () => {
    const { verdict, speed } = await timed(path.join(FIXTURES, 'slow', 'lru_cache.py'))
    expect(verdict).toBe('pass')
    expect(speed).toMatchObject({ growsWithSize: true })
  })

  it('is bounded when it does not get through in time', async () => {
    const slower = (await readFile(path.join(FIXTURES, 'slow', 'lru_cache.py'), 'utf8')).replace(
      'self._order.append(key)',
      'self._order.append(key)\n        len(self._order) > 3000 and sum(range(10 ** 6))',
    )
    const { verdict, speed } = await timed(await fileWith('lru_cache.py', slower))
    expect(verdict).toBe('pass')
    expect(speed).toMatchObject({ unfinished: true, growsWithSize: true })
  })

  it('is a rate alone where nothing is held that could grow', async () => {
    const { speed } = await grade(solutionFile('python'), { speed: true })
    expect(speed?.operationsPerSecond).toBeGreaterThan(1000)
    expect(speed?.reference.operationsPerSecond).toBeGreaterThan(1000)
    expect(speed).not.toHaveProperty('growth')
  })

  it('is not told of one that fails', async () => {
    const wrong = (await readFile(path.join(FIXTURES, 'slow', 'lru_cache.py'), 'utf8')).replace(
      'pop(0)',
      'pop()',
    )
    expect(await timed(await fileWith('lru_cache.py', wrong))).not.toHaveProperty('speed')
  })
})
