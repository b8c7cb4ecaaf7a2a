import { many } from '../catalogue.ts'
import type { StudyMessages } from './en.ts'

export const es: StudyMessages = {
  status: {
    new: 'nuevo',
    reading: 'leyendo',
    read: 'leído',
    quizzed: 'respondido',
    passed: 'superado',
  },
  kinds: { lesson: 'lección', quiz: 'test', simulation: 'simulación', exercise: 'ejercicio' },
  theKinds: {
    lesson: 'la lección',
    quiz: 'el test',
    simulation: 'la simulación',
    exercise: 'el ejercicio',
  },
  steps: {
    lesson: 'lección',
    diagram: 'diagrama',
    simulation: 'simulación',
    quiz: 'test',
    exercise: 'ejercicio',
  },
  states: { done: 'hecho', recommended: 'recomendado', ready: 'listo', locked: 'bloqueado' },
  difficulty: {
    beginner: 'principiante',
    intermediate: 'intermedio',
    advanced: 'avanzado',
    expert: 'experto',
  },
  topicKinds: { pattern: 'patrón', axiom: 'axioma', law: 'ley', pillar: 'pilar' },
  categories: {
    architecture: 'arquitectura',
    communication: 'comunicación',
    coordination: 'coordinación',
    cost: 'coste',
    'data-management': 'gestión de datos',
    deployment: 'despliegue',
    ml: 'aprendizaje automático',
    observability: 'observabilidad',
    principles: 'principios',
    resilience: 'resiliencia',
    scaling: 'escalado',
    security: 'seguridad',
  },

  days: ({ count }) => many(count, 'día', 'días'),
  months: ({ count }) => many(count, 'mes', 'meses'),
  years: ({ count }) => many(count, 'año', 'años'),
  and: ({ before, last }) => `${before} y ${last}`,
  someMore: ({ count }) => `${count} más`,

  due: {
    questions: ({ count }) => many(count, 'pregunta', 'preguntas'),
    insights: ({ count }) => many(count, 'idea clave', 'ideas clave'),
    are: ({ what }) => `${what} por repasar`,
  },

  home: {
    continue: ({ title, step }) => `Continuar: ${title} (${step})`,
    review: ({ what }) => `Repasar: ${what}`,
    next: ({ title, reason }) => `Después: ${title}. ${reason}`,
    lessons: ({ done, total }) => `Lecciones: ${done} de ${total} leídas.`,
    exercises: ({ done, total }) => `Ejercicios: ${done} de ${total} superados.`,
    streak: ({ streak }) => `Racha: ${streak}.`,
    nothingToday: 'hoy nada todavía',
    inARow: ({ days }) => many(days, 'día seguido', 'días seguidos'),
  },

  topics: {
    none: 'Todavía no hay temas.',
    principles: 'Principios',
    patterns: 'Patrones',
    columns: {
      topic: 'Tema',
      kind: 'Tipo',
      difficulty: 'Dificultad',
      minutes: 'Minutos',
      status: 'Estado',
    },
    plain: ({ slug, kind, difficulty, minutes, status }) =>
      `${slug}: ${kind}, ${difficulty}, ${minutes} min, ${status}.`,
    readOne: ({ command }) => `Leer uno: ${command}`,
  },

  lesson: {
    callouts: { note: 'NOTA', tip: 'CONSEJO', important: 'IMPORTANTE', warning: 'AVISO', caution: 'CUIDADO' },
    knowFirst: ({ list }) => `Conviene saber antes: ${list}.`,
    afterwards: 'Después de esta lección sabrás:',
    sources: 'Fuentes',
    tooWide: ({ width, page }) =>
      `(Aquí hay un diagrama que necesita ${width} columnas; esta página tiene ${page}. En palabras:)`,
    notTranslated: ({ title }) => `${title} solo está en inglés.`,
    partlyTranslated: ({ title }) => `${title} está en parte en inglés.`,
  },

  needs: ({ title, list, command }) =>
    `${title} se apoya en lo que aquí todavía no has aprendido: ${list}. El camino hasta ahí: ${command}`,

  quiz: {
    wanted: {
      one: 'una opción',
      many: 'todas las opciones correctas',
      order: 'todos los pasos en su orden',
      words: 'unas palabras',
      number: {
        ms: 'un número, como 250 ms o 1.5 s',
        ratio: 'un número, como 25 % o 0.25',
        count: 'un número',
        per_s: 'un número por segundo, como 100/s',
      },
    },
    predict: ({ wanted }) => `predicción: ${wanted}`,
    answer: ({ command }) => `Responder: ${command}`,
    examEnds: ({ endsAt }) =>
      `El examen termina a las ${endsAt}; lo que entonces esté sin responder cuenta como fallo.`,
    handIn: ({ command }) => `Entregarlo: ${command}`,
    seeIt: ({ command }) => `Míralo: ${command}`,
    source: ({ title }) => `Fuente: ${title}, `,
    score: ({ correct, answered }) => `${correct} de ${answered} con acierto.`,
    scoreSoFar: ({ correct, answered, left }) =>
      `${correct} de ${answered} con acierto; del test ${left === 1 ? 'queda 1' : `quedan ${left}`} sin responder.`,
    right: 'correcta',
    wrong: 'incorrecta',
    chose: ({ given }) => `elegiste ${given}`,
    said: ({ given }) => `dijiste ${given}`,
    rightIs: ({ right }) => `; lo correcto es ${right}`,
    typeFirst: 'escribe una respuesta primero',
    tooLong: ({ most }) => `una respuesta tiene ${most} caracteres como mucho`,
    takesOne: ({ question, count }) => `"${question}" admite una opción, y has dado ${count}.`,
    noChoice: ({ question, choice }) => `"${question}" no tiene la opción "${choice}".`,
    choices: ({ list }) => `Sus opciones: ${list}`,
    eachOnce: ({ question }) => `"${question}" tiene cada paso una sola vez.`,
    allSteps: ({ question, steps, given }) =>
      `"${question}" tiene ${many(steps, 'paso', 'pasos')}, y has ordenado ${given}.`,
  },

  review: {
    none: 'No hay nada que repasar. Las preguntas que respondas y las ideas clave de las lecciones que leas vuelven aquí cuando estás a punto de olvidarlas.',
    columns: { card: 'Tarjeta', known: 'Sabida', question: 'Pregunta' },
    new: 'nueva',
    known: 'Sabida: la probabilidad de que todavía la sepas.',
    plainNew: ({ id, prompt }) => `${id}, nueva: ${prompt}`,
    plainKnown: ({ id, share, prompt }) => `${id}, sabida al ${share}: ${prompt}`,
    answerOne: ({ command }) => `Responder una: ${command}`,
    seeInsight: ({ command }) => `Ver una idea clave: ${command}`,
    rateIt: ({ command }) => `Y después valorarla: ${command}`,
    buried: ({ card }) => `${card} no se pregunta más hoy.`,
    nothingToUndo: 'No hay nada que deshacer.',
    undoneAnswer: ({ card }) => `Deshecho: la última respuesta de ${card}.`,
    undoneBury: ({ card }) => `Deshecho: el último aplazamiento de ${card}.`,
    labels: { cards: 'Tarjetas', answers: 'Respuestas', remembered: 'Recordado', due: 'Por repasar' },
    cards: ({ cards, learned, mature }) =>
      `${cards}; de ellas ${many(learned, 'aprendida', 'aprendidas')}, ${mature} desde hace tres semanas o más`,
    notMeasured: ({ target }) =>
      `no se sabe aún: ninguna tarjeta ha vuelto al cabo de días (objetivo: ${target})`,
    measured: ({ share, answers, target }) =>
      `${share} de ${many(answers, 'respuesta', 'respuestas')} a tarjetas ya aprendidas (objetivo: ${target})`,
    ahead: ({ today, later }) => `${today} hoy; luego, día a día: ${later}`,
  },

  recommend: {
    nothing: 'No queda nada que recomendar: todo lo que hay está hecho.',
    nothingFits: ({ minutes }) => `Nada de lo que está listo cabe en ${minutes}.`,
    withoutLimit: ({ command }) => `Sin límite: ${command}`,
    review: ({ title }) => `Repasar: ${title}`,
    reviewMore: ({ title }) => `Repasar: ${title} y más`,
    due: ({ what, count }) => `${count === 1 ? 'Toca' : 'Tocan'} repasar ${what}.`,
    onTheWay: ({ goal }) => `De camino a ${goal}.`,
    onPath: ({ path }) => `Lo siguiente en tu itinerario ${path}.`,
    simulation: 'Lo has leído; ahora mira cómo ocurre, y rómpelo.',
    exercise: 'Sabes lo que hace falta; construirlo es la prueba.',
    atOnce: 'Puedes empezar con ello ahora mismo.',
    knows: ({ list }) => `Conoces aquello en lo que se apoya: ${list}.`,
    quizNew: 'Lo has leído; su test muestra lo que sabes.',
    quizSome: ({ right, questions }) =>
      `Por ahora ${right} de sus ${questions} preguntas con acierto; cada respuesta se explica.`,
    oneWaits: ({ first }) => `${first} depende de ello.`,
    twoWait: ({ list }) => `${list} dependen de ello.`,
    moreWait: ({ first, others }) => `${first} y ${others} más dependen de ello.`,
  },

  path: {
    none: 'Todavía no hay itinerarios.',
    columns: { path: 'Itinerario', for: 'Para', takes: 'Dura', done: 'Hecho' },
    followed: 'lo sigues',
    plain: ({ id, title, takes, done, total }) =>
      `${id}: ${title}. Dura ${takes}, ${done} de ${total} hechos.`,
    plainFollowed: 'Es el que sigues.',
    seeOne: ({ command }) => `Ver uno: ${command}`,
    followOne: ({ command }) => `Seguir uno: ${command}`,
    progress: ({ done, total, all, left }) => `${done} de ${total} hechos. ${all} en total, quedan ${left}.`,
    pace: ({ months, weekly }) => `En ${many(months, 'mes', 'meses')}: ${weekly} por semana.`,
    next: ({ title, kind }) => `Lo siguiente: ${title}, ${kind}`,
    inThisTime: 'Lo mejor para este tiempo',
    wayTo: ({ goal }) => `El camino a ${goal}`,
    behindYou: ({ count }) =>
      `${count} más ya ${count === 1 ? 'está hecho' : 'están hechos'}; --all los muestra.`,
    total: ({ items, minutes }) => `${many(items, 'elemento', 'elementos')}, ${minutes}.`,
    totalOf: ({ items, minutes, all }) => `${many(items, 'elemento', 'elementos')}, ${minutes} de ${all}.`,
    later: 'Más adelante',
    nothingFits: 'Nada de lo que está listo cabe en él.',
    thereAlready: 'Ya has llegado: todo lo que lleva hasta ahí está hecho o dominado. --all lo muestra.',
    isDone: 'hecho',
    builds: ({ title, concept }) => `${title} se apoya en ${concept}`,
    before: ({ kind }) => `va antes que ${kind}`,
    goalIts: {
      lesson: 'la meta: su lección',
      quiz: 'la meta: su test',
      simulation: 'la meta: su simulación',
      exercise: 'la meta: su ejercicio',
    },
    goalOn: ({ goal, kind, title }) => `la meta ${goal}: ${kind} sobre ${title}`,
    followsNone: ({ command }) => `No sigues ningún itinerario. Para verlos: ${command}`,
    follows: ({ title }) => `Sigues ${title}.`,
    whatIsNext: ({ command }) => `Lo siguiente: ${command}`,
    allOfIt: ({ command }) => `Todo lo que incluye: ${command}`,
  },

  certify: {
    whatOne: ({ command }) => `Lo que pide cada uno: ${command}`,
    doneOf: ({ done, of }) => `(${done} de ${of})`,
    more: ({ count }) => `y ${count} más`,
    allMet: ({ command }) => `Todo cumplido. Para que se escriba: ${command}`,
    passed: ({ score }) => `Superado: ${score}`,
    notPassed: ({ score }) => `No superado: ${score}`,
    score: ({ correct, total, unanswered, needed }) =>
      `${correct} de ${total} con acierto${unanswered === 0 ? '' : `, ${unanswered} sin responder`}; hacían falta ${needed}.`,
    readAgain: 'Vuelve a leer:',
    goesOn: ({ command }) => `El tiempo sigue. Para continuar: ${command}`,
    section: ({ heading, words, needed }) => `${heading}: ${words} de ${needed} palabras`,
    handedIn: ({ words }) =>
      `Entregado: ${words} palabras. Se comprueban los apartados y la extensión; la calidad la has juzgado tú.`,
    notHandedIn: 'No entregado:',
    written: ({ file, key }) => `Escrito en ${file}, firmado con la clave ${key}`,
    check: ({ command }) => `Comprobarlo: ${command}`,
    issued: ({ title, holder, at, version }) =>
      `${title}, a nombre de ${holder}, emitido el ${at} por compendium ${version}`,
    rests: ({ text, count }) => `${text} (${many(count, 'evento', 'eventos')})`,
    key: ({ key }) => `Clave ${key}`,
    ownKey: ({ key }) => `Clave ${key}, que es la tuya`,
    noLog: 'Pruebas: sin comprobar, aquí no hay registro.',
    evidence: ({ matching, missing, changed }) =>
      `Pruebas: ${matching} eventos están en el registro de aquí, ${missing} no están, ${changed} difieren.`,
    valid: 'Válido: no se ha cambiado nada en él.',
    notValid: 'NO VÁLIDO.',
    notItsFields: 'No tiene los campos de un certificado, o tiene otros además.',
    later: ({ version }) =>
      `Tiene el formato ${version}, que escribió un compendium posterior; este conoce el 1.`,
    badSignature: 'La firma no encaja: algo se cambió después de firmarlo.',
    noFingerprint: ({ text }) => `"${text}" no es una huella de clave.`,
    howFingerprint: 'Tiene 64 cifras hexadecimales; bastan las 16 primeras.',
    otherKey: ({ key }) => `Lo firmó otra clave: ${key}`,
    otherEvent: ({ event }) => `El evento ${event} es otro en el registro de aquí.`,
    study: ({ lessons, percent }) => `Leer ${lessons} lecciones y acertar el ${percent} % de cada test`,
    notRead: ({ slug }) => `${slug}: sin leer hasta el final`,
    quizRight: ({ slug, right, questions, needed }) =>
      `${slug}: ${right} de ${questions} con acierto, hacen falta ${needed}`,
    patterns: ({ count }) => `Implementar ${count} patrones evaluados con PASS`,
    patternsOf: ({ count, list }) => `Implementar ${count} patrones evaluados con PASS, de: ${list}`,
    capstone: ({ count, list }) =>
      `Proyecto final: ${many(count, 'ejercicio', 'ejercicios')} sobre un clúster, con PASS, de: ${list}`,
    forExample: ({ slug }) => `${slug}, por ejemplo`,
    inTurn: ({ first, second }) => `${first} y después ${second}`,
    exam: ({ questions, minutes, needed }) =>
      `Superar el examen: ${questions} preguntas en ${minutes} min, ${needed} con acierto`,
    noExam: 'ningún examen hecho todavía',
    best: ({ exams, right }) => `el mejor de ${exams} hasta ahora: ${right} con acierto`,
    caseStudy: ({ sections, criteria }) =>
      `Caso práctico con ${sections} apartados, autoevaluado con ${criteria} criterios`,
    noCaseStudy: 'ningún caso práctico entregado todavía',
  },

  doctor: {
    severities: { error: 'fallo', warning: 'aviso', info: 'nota' },
    fixed: 'arreglado',
    well: 'bien',
    where: 'dónde',
    next: 'qué hacer',
    allWorks: 'Todo funciona.',
    someDoesNot: 'Algo no funciona.',
    counts: ({ errors, warnings, notes }) =>
      `${many(errors, 'fallo', 'fallos')}, ${many(warnings, 'aviso', 'avisos')}, ${many(notes, 'nota', 'notas')}`,
    fixedToo: ({ count }) => `, ${count} ${count === 1 ? 'arreglado' : 'arreglados'}`,
  },
}
