import { many } from '../catalogue.ts'
import type { GradingMessages } from './en.ts'

const operations = (count: number) => many(count, 'operación', 'operaciones')

export const es: GradingMessages = {
  labels: {
    note: 'Nota',
    cause: 'Causa',
    hint: 'Pista',
    speed: 'Ritmo',
    code: 'Código',
    kept: 'Guardado',
    fences: 'Límites',
    replay: 'Repetir',
  },
  notJudged: '(sin juzgar)',
  whyNotJudged:
    'Una comprobación queda sin juzgar cuando todas las secuencias que la mostrarían fallan antes.',
  expected: ({ what }) => `se esperaba: ${what}`,
  checksPassed: ({ passed, total }) => `${passed} de ${total} comprobaciones superadas`,
  failed: ({ count }) => many(count, 'fallada', 'falladas'),
  weak: ({ count }) => many(count, 'débil', 'débiles'),
  unjudged: ({ count }) => `${count} sin juzgar`,
  sequences: ({ count }) => many(count, 'secuencia', 'secuencias'),
  seeds: ({ count }) => many(count, 'semilla', 'semillas'),
  seed: ({ seed }) => `semilla ${seed}`,

  speed: {
    rate: ({ rate, share }) => `${rate} operaciones por segundo, el ${share} % del ritmo de la referencia.`,
    rateWith: ({ rate, share, entries }) =>
      `${rate} operaciones por segundo con ${entries} entradas, el ${share} % del ritmo de la referencia.`,
    stopped: ({ rate, share, entries }) =>
      `Se detuvo antes de terminar: como mucho ${rate} operaciones por segundo con ${entries} entradas, el ${share} % del ritmo de la referencia.`,
    costs: ({ growth, entries, reference }) =>
      `Una operación cuesta ${growth} veces lo que cuesta con ${entries} (referencia: ${reference}).`,
    costsAtLeast: ({ growth, entries, reference }) =>
      `Una operación cuesta al menos ${growth} veces lo que cuesta con ${entries} (referencia: ${reference}).`,
    grows: 'El coste crece con lo que contiene: algo se busca o se copia elemento a elemento.',
  },
  kept: {
    not: ({ why }) => `Este fallo no se ha podido guardar en .compendium: ${why}.`,
    added: 'Este fallo se guarda en .compendium y la próxima vez se prueba primero.',
    holds: 'Lo que falló antes se ha probado primero, y ahora se cumple.',
    hold: ({ count }) => `${count} secuencias que fallaron antes se han probado primero, y ahora se cumplen.`,
  },
  sandbox: {
    inside: 'Se ha ejecutado aislado: sin red, y sin escribir más archivos que los de su carpeta.',
    none: ({ why }) =>
      `Sin aislamiento: ${why}. Los límites de tiempo, memoria, procesos y salida se han aplicado igualmente.`,
  },
  explanation: {
    source: ({ source }) => `Fuente: ${source}`,
    hint: ({ title }) => `Pista: ${title}`,
    lesson: 'Lección',
  },
  hint: {
    place: ({ level, levels }) => `Pista ${level} de ${levels}`,
    more: ({ command }) => `Más: ${command}`,
    last: ({ command }) => `Esa era la última. La lección: ${command}`,
  },
  asGenerated:
    'Su código está tal como se generó: en el progreso cuenta como débil. Cambia el programa, y el aprobado será tuyo.',
  watching: ({ file }) => `Vigilando ${file}. Guárdalo para evaluarlo otra vez; Ctrl-C termina.`,

  cluster: {
    labels: {
      scope: 'Alcance',
      seeds: 'Semillas',
      smaller: 'Reducido',
      note: 'Nota',
      figures: 'Cifras',
      faults: 'Fallos',
      lesson: 'Lección',
      like: 'Parecido',
      store: 'Archivos',
      hint: 'Pista',
      watch: 'Ver',
      replay: 'Repetir',
    },
    moreFaults: ({ count }) => `y ${count} más, en results.json`,
    also: ({ lesson, others }) => `${lesson}, y también ${others}`,
    scope: ({ questions, timeouts, drops, crashes, states }) =>
      `${questions} preguntas, como mucho ${timeouts} temporizadores, ${drops} mensajes perdidos, ${crashes} caídas; ${states} estados de nodos por separado`,
    passed: ({ count }) => many(count, 'superada', 'superadas'),
    failedAgain: 'ha fallado como la vez anterior',
    failed: ({ seed, passed }) => `la semilla ${seed} ha fallado, tras ${passed} superadas`,
    took: ({ runs, seconds, steps }) =>
      `${many(runs, 'ejecución', 'ejecuciones')}, ${seconds} segundos virtuales, ${steps} sucesos de nodos`,
    smaller: ({ operations: all, left, faults, faultsLeft, runs }) =>
      `de ${operations(all)} han quedado ${left}, de ${many(faults, 'fallo', 'fallos')} ${faultsLeft}, en ${many(runs, 'ejecución', 'ejecuciones')}; desde ahora esta se prueba primero`,
    notAgain: 'No ha vuelto a fallar al ejecutarse otra vez, así que no se puede reducir.',
    differs: ({ difference }) =>
      `La misma ejecución, dos veces, no ha sido la misma: ${difference}. Toma el tiempo y el azar solo del SDK, y recorre mapas y conjuntos en un orden fijo.`,
    asked: ({ nodes, operations: count }) => `${many(nodes, 'nodo', 'nodos')}, ${operations(count)}`,
    messages: ({ count, each }) =>
      `${many(count, 'mensaje', 'mensajes')} entre nodos (${each} por operación)`,
    latency: ({ p50, p99, max }) => `latencia p50 ${p50} ms, p99 ${p99} ms, máx. ${max} ms`,
    notTried: '(sin probar)',
    stagesPassed: ({ passed, total }) =>
      `${passed} de ${many(total, 'etapa', 'etapas')} ${passed === 1 ? 'superada' : 'superadas'}`,
    stagesNotTried: ({ count }) => `${count} sin probar`,
    seedsFrom: ({ least, most }) => `de ${least} a ${most} semillas`,
    each: ({ range }) => `${range} en cada una`,
    realTime: 'tiempo real',
    stage: ({ id, seed }) => `etapa ${id}, semilla ${seed}`,
  },

  history: {
    operations: ({ count }) => operations(count),
    alsoFound: 'También se ha encontrado:',
    moreFound: ({ count }) => `... y ${count} más (con --json se ven todos).`,
    smallest: ({ operations: some }) =>
      `La parte más pequeña de la historia que lo muestra, ${some}, con el tiempo de izquierda a derecha:`,
    order: 'Un orden que explica la historia, por posición:',
    moreOrder: ({ count }) => `... (${count} más)`,
    process: ({ process, name }) => `proceso ${process}: ${name}`,
    line: ({ line }) => `(línea ${line})`,
    wrote: ({ file }) => `Se ha escrito ${file}`,
  },
}
