import type { AuthoringMessages } from './en.ts'

export const es: AuthoringMessages = {
  wrote: 'escrito',
  changed: 'cambiado',
  stillToWrite: ({ command }) => `Lo que queda por escribir: ${command}`,
  hasLesson: ({ slug }) => `Quita ${slug} de patterns-short.yaml: ahora tiene una lección.`,
  writeInto: ({ file, text }) => `Escríbelo en ${file}:\n${text}`,
  nameInFrontMatter: ({ file, entry }) =>
    `Nómbralo en la cabecera YAML de ${file}: interactive_elements, ${entry}`,

  badName: ({ name }) => `«${name}» no puede ser el nombre de un archivo.`,
  nameForm: 'Letras, cifras, y espacios o guiones entre ellas: read-repair',
  noLesson: ({ slug, folder }) => `En ${folder} no hay ninguna lección ${slug}.`,
  beginFirst: ({ command }) => `Empiézala primero: ${command}`,
  ofLesson: {
    quiz: 'Un test es de una lección.',
    exercise: 'Un ejercicio es de una lección.',
  },
  ofArea: 'Un concepto es de un área.',
  nameArea: 'Nómbrala: --area consensus. Su archivo es concepts/<area>.yaml.',
  exists: ({ names }) => `Ya existe: ${names}. No se ha escrito nada.`,
  entryIn: ({ slug, file }) => `${slug} en ${file}`,
  takeOther: 'Elige otro nombre, o sigue con lo que hay: compendium content lint',
  unwritable: ({ folder, why }) => `No se puede escribir en ${folder}: ${why}.`,
  makeWritable: 'Haz que en la carpeta se pueda escribir, o elige otra con --dir.',

  noContentHere: 'Aquí no hay ninguna carpeta de contenido: falta content/patterns.',
  nameFolder: 'Nombra la carpeta en la que escribir: --dir my-content',
  noPatterns: ({ folder }) => `En ${folder} no hay ninguna carpeta patterns/.`,
  giveContent: 'Da la propia carpeta de contenido, la que contiene patterns/<slug>/lesson.md.',
  unknownItem: ({ item }) => `En este contenido no hay ninguna lección «${item}».`,
  listAll: 'Míralas todas: compendium content audit',
  unknownKind: ({ kind }) => `Ningún archivo del contenido es del tipo «${kind}».`,
  kinds: ({ names }) => `Los que hay: ${names}`,
  otherFiles: ({ folder, names }) => `${folder} contiene otra cosa en ${names}. No se ha escrito nada.`,
  writeOver: 'Nombra otra carpeta, o sobrescríbelos: --force',
  compareShape: 'Compáralo con audit.yaml de la carpeta de contenido del paquete.',
  targetForm: 'Un objetivo tiene figure, target y from; note es libre.',
}
