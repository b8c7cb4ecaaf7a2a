/** Every flag that the code asks for, and what holds where the file says nothing of it. */
export const FLAGS = {
  'accept-writes': true,
  // compendium:slot flags
}

export type Flag = keyof typeof FLAGS
