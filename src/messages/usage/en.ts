/** What is said of a call that cannot be: flags and arguments. */
export const en = {
  didYouMean: ({ guess }: { guess: string }) => `Did you mean: ${guess}`,
  seeFlags: ({ command }: { command: string }) => `For its flags and examples: ${command}`,
  noFlag: ({ flag }: { flag: string }) => `There is no flag ${flag}.`,
  noFlags: ({ flags }: { flags: string }) => `There are no flags ${flags}.`,
  missing: ({ name }: { name: string }) => `${name} is missing.`,
  missingWhat: ({ name, what }: { name: string; what: string }) => `${name} is missing: ${what}.`,
  exclude: ({ one, other }: { one: string; other: string }) => `${one} and ${other} exclude each other.`,
  notWhole: ({ flag, value }: { flag: string; value: string }) =>
    `${flag} cannot be "${value}": it must be a whole number.`,
  tooSmall: ({ flag, value, least }: { flag: string; value: string; least: string }) =>
    `${flag} cannot be "${value}": it must be at least ${least}.`,
  tooLarge: ({ flag, value, most }: { flag: string; value: string; most: string }) =>
    `${flag} cannot be "${value}": it must be at most ${most}.`,
  needsValue: ({ flag }: { flag: string }) => `${flag} needs a value.`,
  onlyOnce: ({ flag }: { flag: string }) => `${flag} can be given only once.`,
  oneTooMany: ({ argument }: { argument: string }) => `"${argument}" is one argument too many.`,
  tooMany: ({ list }: { list: string }) => `These arguments are too many: ${list}.`,
}

export type UsageMessages = typeof en
