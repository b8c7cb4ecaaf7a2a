import * as z from 'zod'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const sentence = z.string().trim().min(1)
const expression = z.string().refine(isExpression, 'is no regular expression')
const code = z.array(z.string().min(1))

const language = z.strictObject({
  when: expression,
  queries: z.array(z.string().includes('@risk', 'marks nothing with @risk')).min(1),
  fix: sentence.optional(),
  /** Programs in which the rule must find exactly one line, and programs in which it must find none. */
  risky: code.min(1),
  safe: code.min(2, 'show at least two programs that are right'),
})

/** `content/code-rules.yaml`. */
export const codeRulesSchema = z.strictObject({
  rules: z.array(
    z
      .strictObject({
        id,
        title: sentence,
        why: sentence,
        fix: sentence,
        patterns: z.array(id).min(1),
        confidence: z.enum(['likely', 'possible']),
        tests: z.boolean().optional(),
        incident: id.optional(),
        source: z.url({ protocol: /^https$/, message: 'must be a web address' }),
        python: language.optional(),
        typescript: language.optional(),
      })
      .refine((rule) => rule.python ?? rule.typescript, 'write it for at least one language'),
  ),
})

export type WrittenRule = z.infer<typeof codeRulesSchema>['rules'][number]

function isExpression(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
