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
  [['test', 'x.py'], '¿Como qué hay que evaluar el archivo?\n  Un componente: compendium test'],
  [['test', '--pattern', 'bulkhead'], 'No has nombrado nada que evaluar.\n  compendium test FILE'],
  [['simulate', 'raft', '--reporter', 'x'], '--reporter x no es un informe que exista.\n  Los informes:'],
  [['simulate', 'raft', '--export', 'x'], 'No se puede escribir --export x.\n  Formatos: svg'],
])('%j says in the language of the learner what went wrong', async (words, said) => {
  const { status, stdout, stderr } = await learner.run(words, { env: { COMPENDIUM_LANG: 'es' } })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(said)
})
