import { many } from '../catalogue.ts'
import type { SimulatingMessages } from './en.ts'

/** What the ids of faults that strike a node are called. */
const KINDS: Readonly<Record<string, string>> = {
  crash: 'caída',
  pause: 'pausa',
  slow: 'mensajes lentos',
  'clock-skew': 'desfase del reloj',
  'clock-drift': 'deriva del reloj',
}

export const es: SimulatingMessages = {
  seeds: ({ count }) => many(count, 'semilla', 'semillas'),
  faults: ({ count }) => many(count, 'fallo', 'fallos'),
  operations: ({ count }) => many(count, 'operación', 'operaciones'),
  runs: ({ count }) => many(count, 'ejecución', 'ejecuciones'),
  more: ({ count }) => `y ${count} más`,
  runAgain: ({ command }) => `Ejecútalo otra vez: ${command}`,
  none: 'ninguno',

  head: {
    seed: ({ seed }) => `semilla ${seed}`,
    seeds: ({ count, first, last }) => `${count} semillas, de la ${first} a la ${last}`,
    part: ({ index, of }) => `, parte ${index} de ${of}`,
    events: ({ events }) => `${events} sucesos`,
    mistake: ({ id, title }) => `con un error a propósito, ${id}: ${title}`,
    interval: 'media e intervalo del 95 %',
  },

  broken: ({ rule }) => `INCUMPLIDA ${rule}`,
  brokenIn: ({ rule, seeds, of, seed }) =>
    `INCUMPLIDA ${rule} (${seeds} de ${of} semillas; esta es la semilla ${seed})`,
  exactly: ({ command }) => `Ejecuta exactamente esto otra vez: ${command}`,

  verdict: {
    noInvariant: 'ninguna invariante que incumplir',
    oneHolds: 'la invariante se cumple',
    allHold: ({ count }) => `las ${count} invariantes se cumplen`,
    broken: ({ count }) => many(count, 'invariante incumplida', 'invariantes incumplidas'),
    assertions: ({ held, all }) => `${held} de ${all} aserciones se cumplen`,
    neverSeen: ({ goal }) => `nunca visto: ${goal}`,
    trySweep: 'una semilla sola puede no mostrarlo, un barrido casi siempre lo muestra: --seeds 100',
    runStopped: ({ most }) =>
      `la ejecución se detuvo al llegar al máximo de sucesos; para seguir: --max-events ${most}`,
    seedsStopped: ({ seeds, most }) =>
      `semillas detenidas al llegar al máximo de sucesos: ${seeds}; para seguir: --max-events ${most}`,
    failing: ({ seeds }) => `semillas que fallan: ${seeds}`,
    someSeeds: ({ seeds, more }) => `${seeds} y ${more} más`,
    readWhy: ({ command }) => `Lee por qué: ${command}`,
  },
  replayed: {
    same: 'cada paso es como era',
    other: 'sus pasos ya no son los que eran',
    before: ({ hash, version }) => `entonces: traza ${hash}, compendium ${version}`,
    stillBroken: ({ rule }) => `${rule} se sigue incumpliendo`,
    brokenNoMore: ({ rule }) => `${rule} ya no se incumple`,
    stillFails: ({ assertion }) => `«${assertion}» sigue sin cumplirse`,
    failsNoMore: ({ assertion }) => `«${assertion}» ahora se cumple`,
    nothingBroken: 'no se incumplía nada cuando se guardó',
  },

  shrunk: {
    cutOff: 'cortada donde se incumple',
    left: ({ runs, faults, ofFaults, operations, ofOperations }) =>
      `reducida en ${runs} a ${faults} (de ${ofFaults}) y ${operations} (de ${ofOperations})`,
    asItIs: ({ seed, found }) =>
      `la semilla ${seed} no la cumple tal como es, no hay ningún fallo que quitar: ${found}`,
    withoutAny: ({ seed, faults, found }) =>
      `la semilla ${seed} no la cumple ni sin sus ${faults} fallos: ${found}`,
    toFaults: ({ seed, runs, faults, of, found }) =>
      `la semilla ${seed}, reducida en ${runs} a ${faults} (de ${of}): ${found}`,
    worst: ({ seed }) =>
      `Se juzga sobre todas las semillas, y no se puede reducir una sola ejecución. La peor, la semilla ${seed}, sola:`,
  },

  found: {
    happened: 'ha ocurrido',
    inNone: ({ seeds }) => `en ninguna de ${seeds}`,
    holds: ({ seeds }) => `se cumple en ${seeds}`,
    fails: ({ failed, seeds }) => `no se cumple en ${failed} de ${seeds}`,
    against: ({ left, right }) => `${left} frente a ${right}`,
    mean: ({ left, right }) => `media ${left} frente a ${right}`,
    undecided: ({ found }) => `${found}; el intervalo no decide nada, prueba más semillas`,
    atWorst: ({ worst, seed }) => `en el peor caso ${worst}, con la semilla ${seed}`,
    late: 'no a tiempo',
    never: 'nunca',
    after: ({ time }) => `al cabo de ${time}`,
  },

  fault: {
    lasting: ({ what, time, how }) => `${what} durante ${time}${how}`,
    partition: ({ nodes }) => `partición alrededor de ${nodes}`,
    oneWay: ({ nodes }) => `partición en un sentido alrededor de ${nodes}`,
    link: ({ from, to }) => `enlaces malos de ${from} a ${to}`,
    clog: ({ from, to }) => `atasco del nodo ${from} al nodo ${to}`,
    drop: ({ count, from, to }) => `pérdida de ${count} mensajes del nodo ${from} al nodo ${to}`,
    load: ({ count }) => `carga de ${count} operaciones`,
    ofNode: ({ kind, node }) => `${KINDS[kind] ?? kind}, nodo ${node},`,
    unsyncedLost: ', se pierde lo escrito sin sincronizar',
    wiped: ', disco borrado',
    by: ({ amount }) => `, en ${amount}`,
    loss: ({ share }) => `, pérdida ${share}`,
    duplicates: ({ share }) => `, duplicados ${share}`,
    delay: ({ time }) => `, retraso ${time}`,
    reordering: ({ time }) => `, reordenación ${time}`,
    node: ({ node }) => `nodo ${node}`,
    nodes: ({ nodes }) => `nodos ${nodes}`,
    all: 'todos',
  },

  list: {
    runOne: ({ command }) => `Ejecuta una: ${command}`,
    whatIsIn: ({ command }) => `Lo que se puede ajustar, afirmar y romper en ella: ${command}`,
    parameters: 'parámetros (--set nombre=valor)',
    metrics: ({ others }) => `métricas (--assert${others})`,
    metricsOf: ({ name, title }) => `; ${name} es la de la ejecución ${title}`,
    invariants: 'invariantes (se comprueban siempre)',
    mutants: 'mutantes (--mutant)',
    moments: 'momentos (reglas en --faults FILE)',
  },

  compared: {
    range: ({ name, first, last }) => `${name} de ${first} a ${last}`,
    head: ({ id, over, cells, seeds, events }) =>
      `${id}, ${over}, ${cells} x ${seeds} semillas (las mismas en cada valor), ${events} sucesos`,
    still: ({ metrics }) => `igual con todos los valores: ${metrics}`,
    tips: '<- se dispara',
    step: ({ from, to, change }) =>
      `de ${from} a ${to} cambia en ${change}, más del doble de abrupto que en el resto`,
    broke: ({ count }) =>
      `${many(count, 'ejecución ha incumplido', 'ejecuciones han incumplido')} una invariante; ejecuta solo esos valores para ver cómo.`,
    stopped: ({ count }) =>
      `${many(count, 'ejecución se detuvo', 'ejecuciones se detuvieron')} al llegar al máximo de sucesos; para seguir: --max-events`,
  },
}
