import { many } from '../catalogue.ts'
import type { ProgressMessages } from './en.ts'

export const es: ProgressMessages = {
  status: {
    new: 'nuevo',
    reading: 'leyendo',
    read: 'leído',
    quizzed: 'respondido',
    passed: 'superado',
  },
  months: 'ene feb mar abr may jun jul ago sep oct nov dic',
  weekdays: 'lun mar mié jue vie sáb dom',
  columns: {
    topic: 'Tema',
    status: 'Estado',
    quiz: 'Test',
    attempts: 'Intentos',
    lastOn: 'Última vez',
    pattern: 'Patrón',
    languages: 'Superado en',
    exercise: 'Ejercicio',
    stages: 'Etapas',
    day: 'Día',
    events: 'Acciones',
    time: 'Tiempo',
    days: 'Días',
    answers: 'Respuestas',
    right: 'Aciertos',
    concept: 'Concepto',
    mastery: 'Dominio',
    path: 'Itinerario',
    done: 'Hecho',
  },
  labels: {
    topics: 'Temas',
    concepts: 'Conceptos',
    patterns: 'Patrones',
    clusters: 'Clústeres',
    recall: 'Recordado',
    paths: 'Itinerarios',
    achievements: 'Logros',
  },

  empty: 'Aquí no hay nada todavía. Lo que leas, respondas y resuelvas aparecerá aquí.',
  begin: ({ command }) => `Empieza con: ${command}`,
  next: ({ command }) => `Siguiente paso: ${command}`,
  review: ({ count, command }) => `${many(count, 'tarjeta', 'tarjetas')} por repasar: ${command}`,
  more: ({ sections }) => `Más, con --section: ${sections}`,

  streak: ({ days, longest }) =>
    `${many(days, 'día seguido', 'días seguidos')} (la racha más larga: ${longest})`,
  time: ({ total, week }) => `${total} en total, ${week} en los últimos 7 días`,
  howTimed:
    'El tiempo se cuenta de una acción a la siguiente, si pasaron diez minutos como mucho: es el mínimo.',
  topics: ({ begun, total, read, quizzed, passed }) =>
    `${begun} de ${total} empezados, ${read} leídos, ${quizzed} respondidos, ${passed} superados`,
  patterns: ({ implemented, total }) => `${implemented} de ${total} implementados`,
  byLanguage: ({ counts }) => `Por lenguaje: ${counts}`,
  stages: ({ passed, total }) => `${passed} de ${total} etapas`,
  concepts: ({ mastered, total }) => `${mastered} de ${total} dominados`,
  paths: ({ done, total }) => `${done} de ${total} elementos hechos`,
  achievements: ({ earned, total }) => `${earned} de ${total} conseguidos`,
  cards: ({ share, count }) => `${share} de ${many(count, 'tarjeta', 'tarjetas')}, según FSRS`,

  noTopics: 'Todavía no has empezado ningún tema.',
  noPatterns:
    'Ningún programa tuyo ha superado un ejercicio todavía. Lo que se puede construir: compendium exercise list',
  noClusters: 'Aquí no hay ejercicios sobre clústeres.',
  noCards:
    'Todavía no hay nada que recordar. Las preguntas que respondas volverán a salir: compendium quiz TOPIC',
  noConcepts: 'Aquí no se sabe nada de conceptos.',
  noPaths: 'Aquí no se sabe nada de itinerarios.',
  noAchievements: 'Aquí no hay logros.',

  earnedOn: ({ date, evidence }) => `Conseguido el ${date}: ${evidence}`,
  evidenceCount: ({ count }) => many(count, 'evento', 'eventos'),
  haveOf: ({ have, need }) => `${have} de ${need}`,
  stillOpen: 'Por conseguir:',

  legend: ({ signs }) => `${signs}  1, 5, 10, 20 acciones o más en un día`,
  predicted: 'Parte de las tarjetas que se recuerda, según FSRS, en los próximos 30 días sin repasar',
  today: 'hoy',
  ahead: ({ days }) => `en ${many(days, 'día', 'días')}`,
  measured: 'Lo que se acertó al volver a preguntarlo, por días desde la última respuesta',
  noMeasured: 'Todavía no ha vuelto a salir ninguna pregunta.',
  dayRange: ({ from, to }) => (from === to ? `${from}` : `${from} a ${to}`),
  daysAndMore: ({ from }) => `${from} o más`,

  plainDays: ({ active, weeks }) =>
    `En las últimas ${weeks} semanas hubo actividad en ${many(active, 'día', 'días')}.`,
  plainDay: ({ date, events, time }) => `${date}: ${many(events, 'acción', 'acciones')}, ${time}.`,
  plainTopic: ({ topic, status, quiz, attempts, date }) =>
    `${topic}: ${status}, test ${quiz}, ${many(attempts, 'intento', 'intentos')}, última vez el ${date}.`,
  plainQuiz: ({ correct, total }) => `con ${correct} de ${total} aciertos`,
  plainNoQuiz: 'sin responder',
  plainPattern: ({ pattern, languages }) => `${pattern}: superado en ${languages}.`,
  plainCluster: ({ exercise, passed, total, attempts }) =>
    `${exercise}: ${passed} de ${total} etapas, ${many(attempts, 'intento', 'intentos')}.`,
  plainPredicted: ({ count }) =>
    `Según FSRS, de ${many(count, 'tarjeta', 'tarjetas')} sin repasar se recuerda:`,
  plainShare: ({ when, share }) => `${when}: ${share}.`,
  plainMeasured: ({ days, share, answers }) =>
    `Tras ${days} ${days === '1' ? 'día' : 'días'}: ${share} de ${many(answers, 'respuesta', 'respuestas')} con acierto.`,
  plainDone: ({ name, done, total }) => `${name}: ${done} de ${total} hechos.`,
  plainMastery: ({ concept, share, status }) => `${concept}: ${share}, ${status}.`,
  mastered: 'dominado',
  notMastered: 'sin dominar todavía',
}
