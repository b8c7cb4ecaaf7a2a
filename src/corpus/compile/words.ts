import * as z from 'zod'

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
export const words = z.string().trim().min(1, 'must not be empty')
