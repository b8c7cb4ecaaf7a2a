import { many } from '../catalogue.ts'
import type { SearchMessages } from './en.ts'

export const es: SearchMessages = {
  kinds: { exercise: 'ejercicio', simulation: 'simulación', question: 'pregunta', concept: 'concepto' },
  short: 'entrada breve',
  nothingFor: ({ words }) => `No se ha encontrado nada para «${words}».`,
  nothing: 'El corpus no dice nada sobre esto.',
  seeAll: 'Mira lo que hay: compendium learn',
  more: ({ count, limit }) => `${count} más: --limit ${limit}`,
  meant: ({ meant, typed }) => `«${meant}» en lugar de «${typed}»`,
  searchedFor: ({ list }) => `Se ha buscado ${list}.`,
  when: ({ text }) => `Cuándo: ${text}`,
  whenNot: ({ text }) => `Cuándo no: ${text}`,
  readMore: ({ title, url }) => `Para leer más: ${title}, ${url}`,
  unknown: {
    kind: ({ name }) => `No hay ningún tipo «${name}».`,
    category: ({ name }) => `No hay ninguna categoría «${name}».`,
  },
  oneOf: ({ names }) => `Usa uno de estos nombres: ${names}`,

  answer: {
    unsure:
      'No se ha reconocido ningún mensaje de error, y las palabras no encajan bien con nada. Lo más cercano:',
    giveMore: 'Da el mensaje de error exacto, o pasa el registro por una tubería.',
    causes: 'Causas probables',
    helps: 'Qué ayuda',
    onIt: 'Lo que el corpus dice al respecto',
    terms: 'Qué significan las palabras',
    read: 'Leído',
    line: ({ line, text }) => `línea ${line}: ${text}`,
    lineAgain: ({ line, times, text }) => `línea ${line} (${times} veces): ${text}`,
    by: ({ seen }) => `por «${seen}»`,
    because: ({ text }) => `Porque: ${text}`,
    tell: ({ text }) => `Cómo saberlo: ${text}`,
    do: ({ text }) => `Qué hacer: ${text}`,
    seenIn: ({ source }) => `Visto en: ${source}`,
    noLesson: ({ title, url }) => `Todavía sin lección. Para leer más: ${title}, ${url}`,
    noText: 'No hay ningún texto que explicar.',
    give: 'Escríbelo: compendium explain "etcdserver: leader changed"',
    pipe: 'O pásalo por la entrada estándar: compendium explain < app.log',
    cut: 'solo se han leído los primeros 4 MiB de la entrada',
    noIndex: ({ folder }) =>
      `COMPENDIUM_CORPUS nombra un corpus sin índice en el que buscar: falta ${folder}.`,
  },

  worded: {
    by: ({ model }) =>
      `Redactado por el modelo ${model} a partir de los pasajes de abajo, no por personas: mira lo que cita.`,
    nothing: 'En el corpus no hay nada que redactar.',
    sends: ({ lines, host, model }) =>
      `envía ${many(lines, 'línea', 'líneas')} de la entrada y los pasajes encontrados a ${host}, para ${model}`,
    corpusAlone: ({ problem }) => `${problem} La respuesta es la del corpus, sin más.`,
    noProgram: '--llm redacta respuestas a preguntas y registros; de un programa no se envía nada.',
  },

  model: {
    none: ({ variable }) => `--llm necesita un modelo al que preguntar, y ${variable} no nombra ninguno.`,
    nameServer:
      'Nombra un servidor que hable /chat/completions: export COMPENDIUM_LLM_BASE_URL=http://127.0.0.1:11434/v1',
    nameModel:
      'Y su modelo: export COMPENDIUM_LLM_MODEL=NAME. COMPENDIUM_LLM_API_KEY guarda la clave, si pide una.',
    leaveOut: 'O quita --llm: entonces la respuesta sale del corpus, y no se envía nada.',
    badUrl: 'COMPENDIUM_LLM_BASE_URL no es una dirección web; en ella no caben ni usuario ni contraseña.',
    badTimeout: ({ most }) => `COMPENDIUM_LLM_TIMEOUT no es un número de segundos hasta ${most}.`,
    forExample: 'Por ejemplo: export COMPENDIUM_LLM_BASE_URL=http://127.0.0.1:11434/v1',
    tooLong: ({ mib }) => `ha respondido con más de ${mib} MiB`,
    refused: ({ status }) => `ha rechazado la clave (estado ${status}): mira COMPENDIUM_LLM_API_KEY`,
    missing: 'no conoce esa dirección o ese modelo (estado 404): mira COMPENDIUM_LLM_BASE_URL y _MODEL',
    crowded: 'tiene demasiadas peticiones (estado 429): prueba más tarde',
    status: ({ status }) => `ha respondido con el estado ${status}`,
    garbled: 'ha respondido con algo que no es una compleción: ¿es /chat/completions?',
    cut: 'ha dejado su respuesta a medias',
    late: ({ seconds }) => `no ha respondido en ${seconds} s: con COMPENDIUM_LLM_TIMEOUT se le da más tiempo`,
    unreachable: 'no se puede alcanzar',
    unreachableFor: ({ code }) => `no se puede alcanzar (${code})`,
    saidTooMuch: ({ most }) => `ha dicho más de ${most} caracteres`,
    citedNothing: 'no ha citado nada',
    citedUnknown: ({ number }) => `ha citado [${number}], que no se le había dado`,
    uncited: 'ha dicho algo sin citar de dónde sale',
    inventedAddress: 'ha nombrado una dirección que no se le había dado',
  },

  code: {
    clean: ({ file, rules, language }) =>
      `${file}: ningún riesgo, según ${many(rules, 'regla', 'reglas')} para ${language}.`,
    risky: ({ file, risks, rules, language }) =>
      `${file}: ${many(risks, 'riesgo', 'riesgos')}, según ${many(rules, 'regla', 'reglas')} para ${language}.`,
    blind: ({ line, language }) =>
      `La línea ${line} no se ha podido leer como ${language}: cerca de ella se pueden escapar riesgos.`,
    bounds:
      'Las reglas ven un solo archivo, y no los tipos: lo que no encuentran puede estar ahí igualmente.',
    tests: 'Contiene pruebas: solo se han aplicado las reglas para pruebas.',
    possible: ({ title }) => `Posiblemente: ${title}`,
    why: ({ text }) => `Por qué: ${text}`,
    do: ({ text }) => `Qué hacer: ${text}`,
    source: ({ source }) => `Fuente: ${source}`,
    otherFile: ({ file }) => `${file} es un archivo, pero no un programa en un lenguaje que se entienda.`,
    pipe: ({ file }) =>
      `Un registro o un mensaje de error, pásalo por la entrada estándar: compendium explain < ${file}`,
    endings: ({ endings }) => `Los programas terminan en: ${endings}`,
    folder: ({ folder }) => `${folder} es una carpeta: los programas se explican de uno en uno.`,
    noFile: 'no es un archivo corriente',
    noText: 'no es texto',
    unreadable: ({ file, why }) => `${file} ${why}.`,
    nameOne:
      'Nombra un programa, o pon las palabras de una pregunta entre comillas: compendium explain "what is asked"',
    noRules: ({ file }) => `COMPENDIUM_CORPUS nombra un corpus sin reglas para código: falta ${file}.`,
  },
}
