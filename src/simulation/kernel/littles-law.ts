/**
 * Little's law (Little 1961) as a sum over one run: once all have left, the area under the number inside is
 * the sum of their stays. Says how the two differ, if they do: `who` as in `requests were inside`, `stays` as
 * in `latencies`.
 */
export function unlikeLittle(
  areaUs: number,
  staysUs: number,
  who: string,
  stays: string,
): string | undefined {
  if (areaUs === staysUs) return undefined
  const seconds = (us: number) => `${(us / 1e6).toFixed(3)} s`
  return `${who} for ${seconds(areaUs)} in all and their ${stays} add up to ${seconds(staysUs)}`
}
