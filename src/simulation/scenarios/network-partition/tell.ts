/** What the partitions cost: the consistent register answers, the available one truth. */
export function tell(metrics: Readonly<Record<string, number>>): readonly string[] {
  const percent = (id: string) => spellShare(metrics[id] ?? Number.NaN)
  const count = (id: string) => metrics[id] ?? 0
  return [
    `The CP register answered ${percent('cp_availability')} of its requests (${percent('cp_availability_minority')} where a node heard no majority), with ${count('cp_stale_reads')} stale reads and ${count('cp_lost_writes')} lost writes.`,
    `The AP register answered ${percent('ap_availability')} (${percent('ap_availability_minority')} without a majority), with ${count('ap_stale_reads')} stale reads and ${count('ap_lost_writes')} acknowledged writes lost.`,
  ]
}

function spellShare(share: number): string {
  return Number.isNaN(share) ? 'none' : `${(share * 100).toFixed(1)} %`
}
