import { quotedToWrite, type ScaffoldInput, type ScaffoldPlan, toWrite } from './plan.ts'

/** One file, for one report. Only what the report supports stays in. */
export function planIncident({ slug, today }: ScaffoldInput): ScaffoldPlan {
  const year = today.slice(0, 4)
  const text = `id: ${slug}
company: ${quotedToWrite('whom it happened to')}
date: "${/-(\d{4})$/.exec(slug)?.[1] ?? year}" # ${toWrite('day, month or year, as precise as the report')}
title: ${quotedToWrite('what one would tell a colleague in a line')}
categories: [defect] # ${toWrite('what the report supports, what says most about the cause first')}
happened: ${quotedToWrite('what happened, in your own sentences, or leave it out')}
cause: ${quotedToWrite('why, as the report says')}
impact: ${quotedToWrite('whom it hit and how long, or leave it out')}
lessons:
  - ${quotedToWrite('what the report draws from it, or leave it out')}
patterns: [] # ${toWrite('slugs of patterns, where the link is evident')}
source: https://example.org/ # ${toWrite('the address of the report')}
source_title: ${quotedToWrite('the title of the report')}
read: full # ${toWrite('full, excerpt or summary: how much of it you have read; summary needs via')}
`
  return { create: [{ path: `incidents/${slug}.yaml`, text }], edit: [] }
}
