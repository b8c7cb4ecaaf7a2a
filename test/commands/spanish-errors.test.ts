import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

it.each([
  [['learn', 'bulkhed'], 'No hay ningún tema «bulkhed».\n  ¿Querías decir bulkhead?\n  Míralos todos'],
  [
    ['quiz', 'bulkhead', '--answer', 'x'],
    '«x» no es una respuesta: le falta QUESTION= delante de la opción.',
  ],
  [['path', 'show', 'x'], 'No hay ningún itinerario «x».'],
  [['progress', 'import', 'x.json'], 'x.json no existe.\n  No se ha importado nada.'],
  [['review', '--answer', 'x'], '«x» no es una tarjeta.'],
  [['classroom', 'results'], 'aquí no hay ninguna nombrada'],
])('%j says in the language of the learner what went wrong', async (words, said) => {
  const { status, stdout, stderr } = await learner.run(words, { env: { COMPENDIUM_LANG: 'es' } })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(said)
})
