import { describe, expect, it } from 'vitest'
import { gradeJava, javaReference } from './java-guarded.ts'
import { hasJava } from './java-runner.ts'

const MINUTE = 60_000

const unlocked = (text: string): string =>
  text.replaceAll('synchronized (this) {', '{').replaceAll('synchronized ', '')

/** A method of the JDK's is one step: looking and putting have to be two for others to come between them. */
const inTwoSteps = (text: string): string =>
  text.replace(
    'known = flights.putIfAbsent(key, mine);',
    'known = flights.get(key); if (known == null) flights.put(key, mine);',
  )

describe.skipIf(!hasJava)(
  'a Java program whose calls side by side are handed functions',
  { timeout: MINUTE },
  () => {
    it.each(['bulkhead', 'request-coalescing', 'circuit-breaker'])(
      'fails without its lock, in this alone: %s',
      async (slug) => {
        const grade = await gradeJava(slug, unlocked(inTwoSteps(javaReference(slug))))
        const failing = grade.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
        expect(failing).toEqual(['side-by-side'])
        expect(grade.diagnosis?.ids).toEqual(['unguarded'])
      },
    )
  },
)
