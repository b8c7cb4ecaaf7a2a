import { many } from '../catalogue.ts'
import type { ProjectMessages } from './en.ts'

const files = (count: number) => many(count, 'archivo', 'archivos')

export const es: ProjectMessages = {
  choices: {
    type: { none: 'ningún tipo', known: 'Tipos conocidos', which: 'Qué tipo', the: 'El tipo' },
    language: {
      none: 'ningún lenguaje',
      known: 'Lenguajes conocidos',
      which: 'Qué lenguaje',
      the: 'El lenguaje',
    },
    pattern: { none: 'ningún patrón', known: 'Patrones conocidos', which: 'Qué patrón', the: 'El patrón' },
    database: {
      none: 'ninguna base de datos',
      known: 'Bases de datos conocidas',
      which: 'Qué base de datos',
      the: 'La base de datos',
    },
    broker: { none: 'ningún broker', known: 'Brokers conocidos', which: 'Qué broker', the: 'El broker' },
  },
  unknown: ({ none, typed }) => `No hay ${none} ${typed} con que generar un proyecto.`,
  known: ({ known, names }) => `${known}: ${names}.`,

  ask: {
    name: 'Nombre del proyecto',
    patterns: ({ names }) => `Patrones: ${names}.`,
    whichPatterns: ({ none, proposed }) => `Cuáles, separados por comas, o ${none} [${proposed}]`,
    pick: ({ which, proposed }) => `${which}, por nombre o número [${proposed}]`,
    leftEarly: 'No se ha escrito nada.',
    withoutQuestions: 'Lo mismo sin preguntas:',
    nobody: 'Un proyecto necesita un nombre, y aquí no se puede preguntar a nadie.',
    nameAlone: 'Solo hace falta el nombre: todo lo demás tiene un valor por omisión.',
  },

  name: {
    bad: ({ name, why }) => `«${name}» no puede ser el nombre de un proyecto: ${why}.`,
    form: 'Usa minúsculas, cifras y guiones sueltos, y empieza por una letra.',
    forExample: ({ command }) => `Por ejemplo: ${command}`,
    empty: 'está vacío',
    path: 'es una ruta; elige la carpeta con --dir',
    long: ({ most }) => `tiene más de ${most} caracteres`,
    start: 'no empieza por una minúscula',
    characters: 'tiene caracteres que el nombre de un paquete no admite',
    reserved: 'ese nombre está reservado por el sistema, por npm o por Node',
  },

  options: {
    none: ({ type, language, none }) => `En ${type} con ${language} no se puede elegir ${none}.`,
    leaveOut: ({ flag }) => `Quita ${flag}.`,
    refused: ({ the, value, language, because }) => `${the} ${value} no está en ${language}: ${because}.`,
    works: ({ flags }) => `Lo que funciona: ${flags}.`,
    noMinimal: ({ type, language }) => `${type} en ${language} no tiene forma mínima.`,
    oneMinimal: 'La hay para --type microservice --language python.',
  },
  patterns: {
    emptyList: '--patterns no nombra ningún patrón.',
    without: 'Para un proyecto sin ninguno: --patterns none.',
    defaults: 'Quita --patterns para tener los que el tipo trae de por sí.',
    needs: ({ slug, because }) => `${slug} lo necesita: ${because}`,
    unfit: ({ slug, type, fits }) => `${slug} no tiene sitio en ${type}; está hecho para ${fits}.`,
    unfitBecause: ({ slug, type, because, fits }) =>
      `${slug} no tiene sitio en ${type}: ${because}. Está hecho para ${fits}.`,
    unwritten: ({ slug, language, others }) => `${slug} todavía no está en ${language}; está en ${others}.`,
    unwrittenBecause: ({ slug, language, because, others }) =>
      `${slug} no está en ${language}: ${because}. Está en ${others}.`,
    conflict: ({ slug, other, because }) => `${slug} y ${other} no van juntos: ${because}.`,
    chooseOne: 'Elige uno de los dos.',
    nearest: ({ flag }) => `Lo más cercano que funciona: ${flag}`,
    chosen: ({ slug }) => `Patrón: ${slug}`,
    chosenFor: ({ slug, why }) => `Patrón: ${slug} (${why})`,
    byDefault: 'por omisión',
  },

  folder: {
    none: '--dir no nombra ninguna carpeta.',
    here: 'Para la carpeta en la que estás: --dir .',
    ofName: ({ name }) => `Quita --dir para una carpeta llamada ${name}.`,
    unreadable: ({ folder, said }) => `No se puede mirar en ${folder}: ${said}. No se ha escrito nada.`,
    makeReadable: 'Haz que la carpeta se pueda leer, o elige otra con --dir.',
    makeWritable: 'Haz que en la carpeta se pueda escribir, o elige otra con --dir.',
    noFolder: ({ folder }) => `${folder} ya existe y no es una carpeta.`,
    moveAway: 'Apártalo, o elige otra carpeta con --dir.',
    inTheWay: ({ target, is, wanted }) =>
      `${target} es ${is}; el proyecto tiene ahí ${wanted}. No se ha escrito nada.`,
    kinds: {
      file: 'un archivo',
      folder: 'una carpeta',
      link: 'un enlace simbólico, que podría llevar fuera del proyecto',
      other: 'algo que no es ni archivo ni carpeta',
    },
    foreign: ({ folder }) =>
      `${folder} no está vacía, y lo que contiene no es este proyecto. No se ha escrito nada.`,
    chooseOther: 'Elige otra carpeta con --dir.',
    force: 'O añade --force: los archivos que no son del proyecto se quedan como están.',
    wouldReplace: ({ count, folder }) =>
      `Se ${count === 1 ? 'sustituiría' : 'sustituirían'} ${files(count)} en ${folder}. No se ha escrito nada.`,
    moreFiles: ({ count }) => `y ${count} más`,
    moreLines: ({ count }) => `... y ${many(count, 'línea', 'líneas')} más`,
    takeGenerated: ({ folder }) =>
      `Añade --force para quedarte con lo generado: lo tuyo se conserva en ${folder}. O elige otra carpeta con --dir.`,
    unwritable: ({ folder, why }) => `No se puede escribir en ${folder}: ${why}. No se ha escrito nada.`,
    halfWritten: ({ folder, why }) =>
      `No se puede escribir en ${folder}: ${why}. Estos se escribieron y no se han podido quitar:`,
  },

  done: {
    here: 'aquí',
    to: ({ where }) => `en ${where}`,
    wouldWrite: ({ count, place }) =>
      `Se ${count === 1 ? 'escribiría' : 'escribirían'} ${files(count)} ${place}:`,
    wrote: ({ count, place }) => `${count === 1 ? 'Escrito' : 'Escritos'} ${files(count)} ${place}.`,
    unchanged: ({ where, count }) =>
      `${where} sigue igual: ${count === 1 ? 'su único archivo está' : `sus ${count} archivos están`} como se generaron.`,
    whatIsHere: 'Lo que hay aquí',
    changes: {
      create: 'crear',
      same: 'igual',
      update: 'actualizar',
      replace: 'sustituir',
      remove: 'quitar',
      leave: 'dejar',
    },
    replaced: ({ file }) => `sustituido ${file}`,
    removed: ({ file }) => `quitado ${file}`,
    left: ({ file }) => `dejado, porque lo cambiaste, aunque ya no es parte del proyecto: ${file}`,
    kept: ({ file }) => `lo tuyo se conserva en ${file}`,
    next: 'Después:',
    readme: 'README.md cuenta cómo romper su dependencia y mirar qué pasa.',
    runbook: 'monitoring/RUNBOOK.md cuenta dónde va cada cosa.',
    secrets: 'k8s/README.md cuenta cómo se crea el secreto.',
  },

  beside: {
    noProject: ({ folder }) => `En ${folder} no hay ningún proyecto: falta el Dockerfile.`,
    nameFolder: 'Nombra la carpeta de un proyecto: --dir shop',
    writeOne: 'Para crear uno: compendium generate project shop',
    nothingToDeploy: ({ name }) =>
      `${name} es un programa que ejecuta una persona: no hay nada que mantener en marcha en un clúster.`,
    deployable: 'Los manifiestos son para servicios, workers y almacenes.',
    badObjective:
      'Un objetivo es una parte por encima del 50 % y por debajo del 100 %: con el 100 %, cada fallo sería una alarma.',
    objective: 'Por ejemplo: --availability 99.9 --fast 99 --latency 0.5',
    noBucket: ({ metric, seconds }) =>
      `${metric} no tiene ningún bucket que termine en ${seconds} s, así que no se puede saber.`,
    bounds: ({ list }) => `Elige uno de sus límites: --latency ${list}`,
    addBucket: ({ file }) => `O añade un bucket en ${file}.`,
    noMetrics: ({ folder }) => `El código de ${folder} no produce ninguna métrica que se pueda mostrar.`,
    metrics: 'Se encuentran las métricas de prom-client (TypeScript) y de prometheus_client (Python).',
  },

  exercise: {
    noLanguage: ({ name }) => `${name} tiene un ejercicio: di en qué lenguaje quieres el código de partida.`,
    forExample: ({ command }) => `Por ejemplo: ${command}`,
    beginOne:
      'Para empezar un ejercicio nuevo de una lección tuya, nombra tu carpeta de contenido: --dir my-content',
    done: { create: 'escrito', replace: 'sobrescrito', same: 'sin cambios' },
    planned: { create: 'se escribiría', replace: 'se sobrescribiría', same: 'sin cambios' },
    next: 'Después',
  },
}
