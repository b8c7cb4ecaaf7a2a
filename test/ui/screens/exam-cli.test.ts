import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Certification } from '../../../src/corpus/certificate.ts'
import { bulkhead } from '../../learning/helpers/corpus.ts'
import { breaker, expectScreen, Journey } from '../helpers/journey.ts'

const BASICS: Certification = {
  id: 'basics',
  title: 'Basics',
  summary: 'A start.',
  requirements: [{ type: 'exam', topics: ['bulkhead'], questions: 2, minutes: 10, share: 0.8 }],
}

let journey: Journey

beforeEach(async () => {
  const { metadata } = breaker
  const prerequisites = { concepts: [], patterns: ['bulkhead'] }
  journey = await Journey.begin([bulkhead, { ...breaker, metadata: { ...metadata, prerequisites } }])
  const corpus = path.join(journey.folder, 'corpus')
  const index = JSON.parse(await readFile(path.join(corpus, 'index.json'), 'utf8'))
  await writeFile(path.join(corpus, 'index.json'), JSON.stringify({ ...index, certificates: [BASICS] }))
  await mkdir(path.join(corpus, 'certificates'))
  await writeFile(path.join(corpus, 'certificates', 'basics.json'), JSON.stringify(BASICS))
})

afterEach(() => journey.end())

describe.each(['en', 'es'])('on a terminal, in %s', (language) => {
  const env = { COMPENDIUM_LANG: language }
  const word = (english: string, spanish: string) => (language === 'en' ? english : spanish)

  it('an exam asks before it is left, goes on, and tells at its end alone what was right', async () => {
    const exam = journey.open(['certify', 'basics', '--exam', '--seed', '7'], { env })
    await exam.shows(/10 min/)
    await expectScreen(exam, `exam-${language}`)
    exam.send('q')
    await exam.shows(word('Leave? The time goes on', '¿Salir? El tiempo sigue'))
    exam.send('n')
    await exam.shows(/10 min/)
    exam.send('a\r')
    await exam.shows(word('Question 2 of 2', 'Pregunta 2 de 2'))
    expect(exam.screen().join('\n')).not.toMatch(/Right|Wrong|orrecto/)
    exam.send('q')
    await exam.shows(word('Leave? The time goes on', '¿Salir? El tiempo sigue'))
    exam.send(word('y', 's'))
    await exam.shows(word('The time goes on. Go on with it', 'El tiempo sigue. Para continuar'))
    expect(await exam.ended).toMatchObject({ restored: true })
  })

  it('a quiz says what was right, why, and where that is from', async () => {
    const quiz = journey.open(['quiz', 'bulkhead'], { env })
    await quiz.shows('What is it for?')
    await expectScreen(quiz, `quiz-${language}`)
    quiz.send('b\r')
    await quiz.shows(word('Right.', 'Correcto.'))
    await expectScreen(quiz, `quiz-right-${language}`)
    quiz.send('?')
    await quiz.shows(word('any key back', 'cualquier tecla'))
    await expectScreen(quiz, `quiz-keys-${language}`)
    quiz.send(' ')
    quiz.send('q')
    expect(await quiz.ended).toEqual({ code: 0, restored: true })
  })

  it('a review and the reader speak the language, with room for all of it', async () => {
    const read = { kind: 'read' as const, slug: 'bulkhead', data: { finished: true } }
    await journey.did(read)
    const home = journey.open([], { env })
    await home.shows(word('2 questions due', '2 preguntas por repasar'))
    await expectScreen(home, `home-${language}`)
    home.send('r')
    await home.shows('1')
    await home.shows(word('z not today', 'z hoy no'))
    await expectScreen(home, `review-${language}`)
    home.send('q')
    await home.shows(word('t topics', 't temas'))
    home.send('t')
    await home.shows('> Bulkhead')
    home.send('j\r')
    await home.shows('A breaker is not a bulkhead')
    await expectScreen(home, `reader-${language}`)
    home.send('?')
    await home.shows(word('Reading', 'Lectura'))
    await expectScreen(home, `reader-keys-${language}`)
    home.send('\u0003')
    expect(await home.ended).toEqual({ code: 130, restored: true })
  })
})

it('what a lesson builds on is told before it is printed, and nothing is refused', async () => {
  const learn = journey.open(['learn', 'breaker'], { rows: 60 })
  const { code } = await learn.ended
  expect(code).toBe(0)
  expect(learn.output().replaceAll(/\s+/g, ' ')).toContain(
    'Breaker builds on what you have not learned here yet: Bulkhead. The way there: compendium path plan --goal breaker',
  )
  expect(learn.output()).toContain('Theory')
  await journey.did({ kind: 'read', slug: 'breaker', data: { finished: true } })
  const again = journey.open(['learn', 'breaker'], { rows: 60 })
  await again.ended
  expect(again.output()).not.toContain('builds on what you have not learned')
})
