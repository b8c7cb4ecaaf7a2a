import { many } from '../catalogue.ts'
import type { DoctorMessages } from './en.ts'

const events = (count: number) => many(count, 'evento', 'eventos')

export const es: DoctorMessages = {
  fix: 'Repáralo: compendium doctor --fix',
  thisMachine: 'esta máquina',
  thisTerminal: 'esta terminal',
  thisClock: 'el reloj de esta máquina',
  mended: {
    aside: ({ fix }) => `${fix} (solo se lee; antes se hace una copia del almacén)`,
    damaged: ({ fix }) => `${fix} (se conserva tal como está; lo que aún se pueda leer pasa a uno nuevo)`,
    broken: ({ fix }) => `${fix} (antes se hace una copia del almacén; después se quitan)`,
    not: ({ where, why, what }) => `${where} no se ha reparado: ${why} (${what})`,
  },
  checkFailed: {
    what: ({ why }) => `No se ha podido hacer una comprobación: ${why}`,
    next: 'Comunícalo con DEBUG=1.',
  },

  store: {
    none: ({ file }) => `todavía no hay progreso; se guardará en ${file}`,
    well: ({ file }) => `${file} está entero`,
    halfAside: 'El almacén ya no está y solo queda su registro: algo se interrumpió mientras se apartaba.',
    damaged: ({ detail }) => `El almacén está dañado (${detail}).`,
    unreadable: ({ detail }) => `No se puede leer el almacén (${detail}).`,
    lookAtFile:
      'Mira si es un archivo que puedas leer y escribir, o haz que COMPENDIUM_HOME apunte a otro sitio.',
    newer: ({ detail }) => `El almacén lo escribió una versión más nueva de compendium (${detail}).`,
    versions: ({ theirs, ours }) => `versión ${theirs}; esta conoce hasta la ${ours}`,
    update: 'Actualiza compendium.',
    notWal: ({ journal }) =>
      `El almacén usa el modo de diario «${journal}»: los programas que funcionan a la vez se esperan unos a otros.`,
    folderReadOnly: 'No se puede escribir en la carpeta del almacén: nada de lo que hagas se guarda.',
    readOnly: 'No se puede escribir en el almacén: nada de lo que hagas se guarda.',
    notYours: 'No es tuyo: pregunta a su dueño, o haz que COMPENDIUM_HOME apunte a una carpeta tuya.',
    open: 'Otras personas que usan esta máquina pueden leer tu progreso.',
  },
  aside: {
    nothingNew:
      'Aquí se apartó un almacén dañado; todo lo que se puede leer en él está también en el almacén.',
    deleteIt: 'Si no lo necesitas, bórralo, y también lo que empiece por su nombre.',
    unread: ({ count }) => `Aquí se apartó un almacén dañado, y en él aún se pueden leer ${events(count)}.`,
  },
  events: {
    well: ({ count }) => `${events(count)} en el almacén`,
    broken: ({ count }) => `No se pueden leer ${events(count)}, y por eso no se puede leer ninguno.`,
    unknown: ({ count, kinds }) => `${events(count)} de clases que esta versión no conoce: ${kinds}.`,
    odd: ({ count }) => `${events(count)} con un contenido distinto del que aquí tiene su clase.`,
    kept: 'Si los escribió una versión más nueva de compendium, actualiza esta. Se conservan.',
    lostTopic: ({ count, slugs }) => `${events(count)} sobre temas que este corpus no tiene: ${slugs}.`,
    comeBack: 'Se conservan, y volverán a contar cuando vuelva el tema.',
    future: ({ count, day }) =>
      `${events(count)} en el futuro, hasta el ${day}: el reloj estaba mal entonces, o lo está ahora.`,
    untilThen: 'Pon el reloj en hora. Hasta ese día cuentan como los más recientes.',
  },
  clock: {
    past: ({ day }) =>
      `El reloj marca ${day}: lo que hagas ahora quedará por delante de lo que ya habías hecho.`,
    set: 'Pon el reloj en hora.',
  },
  class: {
    well: ({ place, learner }) => `${place} responde; allí eres ${learner}`,
    keptHere: 'Lo que hagas mientras tanto se guarda aquí y se envía después.',
    unsent: ({ count }) => `Por enviar a la base de datos de una clase: ${events(count)}.`,
    sentThen: 'Se enviarán cuando COMPENDIUM_DATABASE_URL y COMPENDIUM_LEARNER vuelvan a ser los que eran.',
  },

  corpus: {
    well: ({ topics, exercises }) =>
      `${many(topics, 'tema', 'temas')}, ${many(exercises, 'ejercicio', 'ejercicios')} con clústeres`,
    otherVersion: ({ made, ours }) => `El corpus se hizo para compendium ${made}, y este es ${ours}.`,
    unknownVersion: 'de una versión desconocida',
    broken: ({ why }) => `El corpus no está entero: ${why}`,
    unset: 'Quita COMPENDIUM_CORPUS, y se usará el corpus del paquete.',
    install: 'Instala compendium de nuevo; en una copia del repositorio: npm run build',
  },
  node: {
    well: ({ version }) =>
      `Node.js ${version}: ejecuta compendium, y los ejercicios en JavaScript y TypeScript`,
    old: ({ version, oldest }) =>
      `Node.js ${version} es demasiado antiguo: compendium necesita ${oldest} o posterior.`,
    install: 'Instala uno más nuevo: https://nodejs.org',
  },
  language: {
    well: ({ program, version, title }) => `${program} ${version}: ejercicios en ${title}`,
    missing: ({ program, title }) =>
      `No se encuentra ${program}: aquí no se pueden evaluar los ejercicios en ${title}.`,
    silent: ({ program, title }) =>
      `${program} no dice su versión, así que los ejercicios en ${title} pueden fallar.`,
    oldJava: ({ program, version, oldest }) =>
      `${program} es de la versión ${version}: los ejercicios en Java necesitan la ${oldest} o posterior.`,
  },
  cache: {
    well: ({ folder }) => `se puede escribir en ${folder}`,
    readOnly: ({ why }) =>
      `No se puede escribir en la caché (${why}): compendium arranca más despacio, y Go y Java no se evalúan.`,
    next: 'Haz que se pueda escribir en la carpeta, o nombra otra: XDG_CACHE_HOME=FOLDER',
  },
  disk: {
    well: ({ free }) => `${free} libres para el progreso`,
    full: ({ free }) => `Solo quedan ${free} libres: pronto no se podrá guardar nada más.`,
    next: 'Libera espacio, o haz que COMPENDIUM_HOME apunte a otro disco.',
  },
  terminal: {
    none: 'sin terminal: la entrada o la salida es un archivo o una tubería, y no se abre ninguna pantalla',
    colors: ['sin color', '16 colores', '256 colores', 'color verdadero'],
    small: ({ columns, rows, leastColumns, leastRows }) =>
      `Tiene ${columns} columnas y ${rows} filas; las pantallas están hechas para ${leastColumns} por ${leastRows}.`,
    enlarge: 'Agranda la ventana.',
    dumb: 'TERM es «dumb»: no se puede mover el cursor.',
    setTerm: 'Pon en TERM la terminal que es, por ejemplo xterm-256color.',
    ascii: 'La configuración regional no es UTF-8: los dibujos se hacen con ASCII.',
    setLocale: 'Elige una configuración regional con UTF-8, por ejemplo LANG=C.UTF-8.',
  },
  variables: {
    well: ({ names }) => `definidas: ${names}`,
    isFile: ({ value }) => `${value} es un archivo, y hace falta una carpeta.`,
    nameFolder: ({ name }) => `Quita ${name}, o nombra una carpeta.`,
    unknown: 'Compendium no tiene esa variable.',
    unset: 'Quítala.',
    didYouMean: ({ name }) => `¿Querías decir ${name}?`,
  },
}
