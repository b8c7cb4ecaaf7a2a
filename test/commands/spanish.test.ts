import os from 'node:os'
import { expect, it } from 'vitest'
import { start } from '../learning/helpers/cli.ts'

/** The built program over the corpus that ships, without a terminal, for somebody who reads Spanish. */
function run(words: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', COMPENDIUM_LANG: 'es', COLUMNS: '80' }
  return start(words, os.tmpdir(), env, '')
}

it.each([
  [['search', 'circuit', 'breaker', '--limit', '1'], 'circuit-breaker (patrón, resiliencia, intermedio)'],
  [['explain', 'etcdserver: leader changed'], 'Causas probables'],
  [['incidents'], 'los reintentos lo empeoraron'],
  [['concept', 'raft'], 'Todo ello, en el orden en que se aprende'],
  [['papers'], 'Por dónde empezar: compendium papers'],
])('%j says it in Spanish', async (words, said) => {
  const { status, stdout, stderr } = await run(words)
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain(said)
})

it.each([
  [['search', '--kind', 'x', 'raft'], 'No hay ningún tipo «x».\n  Usa uno de estos nombres: axiom'],
  [['explain', 'x.py', '--llm'], 'de un programa no se envía nada.'],
  [['explain', 'not-there.py'], 'not-there.py no existe.\n  Nombra un programa, o pon las palabras'],
  [['incidents', 'show', 'x'], 'No hay ningún incidente «x».\n  Busca uno: compendium incidents search'],
  [['papers', '--since', '2020', '--until', '2010'], 'Ningún año va desde 2020 y no pasa de 2010.'],
  [
    ['generate', 'project', 'Shop'],
    '«Shop» no puede ser el nombre de un proyecto: no empieza por una minúscula.',
  ],
  [
    ['generate', 'project', 'shop', '--type', 'cli', '--broker', 'redis'],
    'En cli con typescript no se puede elegir ningún broker.\n  Quita --broker.',
  ],
  [['generate', 'exercise', 'raft'], 'raft tiene un ejercicio: di en qué lenguaje'],
  [['generate', 'quiz', 'raft'], 'Aquí no hay ninguna carpeta de contenido'],
  [['content', 'audit', 'x'], 'En este contenido no hay ninguna lección «x».'],
  [['concept', 'rafft'], 'No hay ningún concepto «rafft».\n  ¿Querías decir raft?\n  Míralos todos'],
])('%j says in Spanish what went wrong', async (words, said) => {
  const { status, stdout, stderr } = await run(words)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(said)
})
